/** Making a source: one that sends here, or a Prometheus that is asked. */
"use client";
import { useState } from "react";
import type { CreateSourceInput, SourceKind } from "#lib/metrics/model";
import type { ServerAction } from "#lib/platform/model";
import { FormDialog } from "../settings/form-dialog";
import { TokenFields, tokenIn } from "../settings/token-fields";
import { WayInFields } from "../settings/way-in-fields";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";

type Made = { id: string; name: string; kind: SourceKind; secret: string };
type AddSourceDialogProps = {
  create: ServerAction<CreateSourceInput, Made>;
  onCreated: (made: Made) => void;
  /** The names of the secrets there are. */
  secrets: readonly string[];
};

const kinds = [
  { value: "push", label: "Sends here: remote write, OTLP" },
  { value: "promql", label: "Is asked: PromQL" },
] as const;

export function AddSourceDialog({ create, onCreated, secrets }: AddSourceDialogProps) {
  const [kind, setKind] = useState<SourceKind>("push");
  return (
    <FormDialog
      title="Add a source"
      submit="Add"
      action={create}
      onDone={onCreated}
      read={(text) => ({
        id: text("id"),
        name: text("name"),
        kind,
        ...(kind === "promql" && {
          url: text("url"),
          ...tokenIn(text, true),
          stepSeconds: Number(text("stepSeconds")),
          queries: text("queries")
            .split("\n")
            .map((query) => query.trim())
            .filter(Boolean),
        }),
      })}
    >
      {(faultOf) => (
        <>
          <SelectField label="How metrics arrive" options={kinds} value={kind} onValueChange={setKind} />
          <WayInFields path="path after /api/metrics/" faultOf={faultOf} />
          {kind === "promql" && (
            <>
              <TextField
                label="Prometheus URL"
                error={faultOf("url")}
                name="url"
                placeholder="https://prometheus.example.com"
                required
              />
              <TextareaField
                label="Queries, one a line"
                error={faultOf("queries")}
                name="queries"
                className="font-mono"
                rows={3}
                required
              />
              <NumberField
                label="Every so many seconds"
                error={faultOf("stepSeconds")}
                name="stepSeconds"
                min={10}
                max={3600}
                defaultValue={60}
              />
              <TokenFields secrets={secrets} error={faultOf("bearer")} />
            </>
          )}
        </>
      )}
    </FormDialog>
  );
}
