/** Where model calls go. The key is written, never read back. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import type { EndpointView } from "#lib/settings/model";
import { SaveForm } from "../save-form";
import { Button } from "../ui/button";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { useAction } from "../use-action";
import { SecretChoice, secretIn } from "./secret-choice";

type Api = EndpointView["api"];
/** As the settings hold it; null: they name none. */
type Stored = Omit<EndpointView, "source"> | null;
type EndpointFormProps = {
  endpoint: EndpointView | null;
  /** The names of the secrets there are. */
  secrets: readonly string[];
  save: ServerAction<
    {
      baseUrl: string | null;
      model: string;
      embeddingModel: string | null;
      api: Api;
      contextTokens: number | null;
      apiKey?: string | null;
      seen: Stored;
    },
    Stored
  >;
  remove: ServerAction<{ seen: Stored }>;
};

const apis = [
  { value: "chat", label: "Chat completions (most servers)" },
  { value: "responses", label: "Responses (OpenAI)" },
] as const;

export function EndpointForm({ endpoint, secrets, save, remove }: EndpointFormProps) {
  const [api, setApi] = useState<Api>(endpoint?.api ?? "chat");
  // As it is in the settings since the fields were filled or saved last, whatever the page is told later.
  const [seen, setSeen] = useState<Stored>(endpoint?.source === "settings" ? endpoint : null);
  const saving = useAction(null, save, (kept) => setSeen(kept));
  const removing = useAction("endpoint-form.removing", remove, () => setSeen(null));
  return (
    <SaveForm
      busy={saving.busy}
      refusal={saving.refusal ?? removing.refusal}
      beside={
        endpoint?.source === "settings" && (
          <Button busy={removing.busy} onClick={() => removing.run({ seen })}>
            Remove
          </Button>
        )
      }
      onSave={(form) => {
        const text = (name: string) => String(form.get(name)).trim();
        const apiKey = secretIn((name) => (form.has(name) ? text(name) : ""), "apiKey");
        saving.run({
          baseUrl: text("baseUrl") || null,
          model: text("model"),
          embeddingModel: text("embeddingModel") || null,
          api,
          contextTokens: Number(text("contextTokens")) || null,
          ...(apiKey && { apiKey }),
          seen,
        });
      }}
    >
      <TextField
        label="Server"
        hint="Leave empty for OpenAI."
        error={saving.faultOf("baseUrl")}
        name="baseUrl"
        type="url"
        placeholder="https://models.example.com/v1"
        defaultValue={endpoint?.baseUrl ?? ""}
      />
      <TextField
        label="Model"
        error={saving.faultOf("model")}
        name="model"
        defaultValue={endpoint?.model}
        required
      />
      <TextField
        label="Embedding model"
        hint="Optional, on the same server. Finds passages by meaning. Needs pgvector in the database."
        error={saving.faultOf("embeddingModel")}
        name="embeddingModel"
        defaultValue={endpoint?.embeddingModel ?? ""}
      />
      <SelectField label="Interface" options={apis} value={api} onValueChange={setApi} />
      <TextField
        label="Context length"
        hint="Optional, in tokens. Needed where the server cuts long prompts without a word, as Ollama does."
        error={saving.faultOf("contextTokens")}
        name="contextTokens"
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={endpoint?.contextTokens ?? ""}
      />
      <SecretChoice
        label="API key"
        choice="Key"
        name="apiKey"
        typed="Enter a key here"
        hint="Leave empty if the server needs none. It is stored encrypted."
        secrets={secrets}
        before={endpoint?.keySecret}
        error={saving.faultOf("apiKey")}
      />
    </SaveForm>
  );
}
