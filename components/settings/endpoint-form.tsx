/** Where model calls go. The key is written, never read back. */
"use client";
import { useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import type { EndpointView } from "#lib/settings/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useAction } from "../use-action";

type Api = EndpointView["api"];
type EndpointFormProps = {
  endpoint: EndpointView | null;
  save: (input: {
    baseUrl: string | null;
    model: string;
    embeddingModel: string | null;
    api: Api;
    contextTokens: number | null;
    apiKey?: string | null;
  }) => Promise<ActionResult<unknown>>;
  remove: (input: Record<string, never>) => Promise<ActionResult<unknown>>;
};

const apis = [
  { value: "chat", label: "Chat completions (most servers)" },
  { value: "responses", label: "Responses (OpenAI)" },
] as const;

export function EndpointForm({ endpoint, save, remove }: EndpointFormProps) {
  const [api, setApi] = useState<Api>(endpoint?.api ?? "chat");
  const saving = useAction(save);
  const removing = useAction(remove);
  return (
    <form
      className="flex max-w-md flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name)).trim();
        const apiKey = text("apiKey");
        saving.run({
          baseUrl: text("baseUrl") || null,
          model: text("model"),
          embeddingModel: text("embeddingModel") || null,
          api,
          contextTokens: Number(text("contextTokens")) || null,
          ...(apiKey && { apiKey }),
        });
      }}
    >
      <Field label="Server" hint="Leave empty for OpenAI." error={saving.faultOf("baseUrl")}>
        {(control) => (
          <Input
            {...control}
            name="baseUrl"
            type="url"
            placeholder="https://models.example.com/v1"
            defaultValue={endpoint?.baseUrl ?? ""}
          />
        )}
      </Field>
      <Field label="Model" error={saving.faultOf("model")}>
        {(control) => <Input {...control} name="model" defaultValue={endpoint?.model} required />}
      </Field>
      <Field
        label="Embedding model"
        hint="Optional, on the same server. Finds passages by meaning. Needs pgvector in the database."
        error={saving.faultOf("embeddingModel")}
      >
        {(control) => (
          <Input {...control} name="embeddingModel" defaultValue={endpoint?.embeddingModel ?? ""} />
        )}
      </Field>
      <Field label="Interface">
        {(control) => <Select {...control} options={apis} value={api} onValueChange={setApi} />}
      </Field>
      <Field
        label="Context length"
        hint="Optional, in tokens. Needed where the server cuts long prompts without a word, as Ollama does."
        error={saving.faultOf("contextTokens")}
      >
        {(control) => (
          <Input
            {...control}
            name="contextTokens"
            inputMode="numeric"
            pattern="[0-9]*"
            defaultValue={endpoint?.contextTokens ?? ""}
          />
        )}
      </Field>
      <Field
        label="API key"
        hint={
          endpoint?.source === "settings" && endpoint.hasKey
            ? "A key is stored. Leave empty to keep it. Changing the server removes it."
            : "Leave empty if the server needs none. It is stored encrypted."
        }
        error={saving.faultOf("apiKey")}
      >
        {(control) => <Input {...control} name="apiKey" type="password" autoComplete="off" />}
      </Field>
      <Refusal>{saving.refusal ?? removing.refusal}</Refusal>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" busy={saving.busy}>
          Save
        </Button>
        {endpoint?.source === "settings" && (
          <Button busy={removing.busy} onClick={() => removing.run({})}>
            Remove
          </Button>
        )}
      </div>
    </form>
  );
}
