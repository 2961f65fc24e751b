/** How a file is read, to be mended before it is imported: its columns, its times, its first tickets. */
"use client";
import { useState } from "react";
import {
  type ColumnField,
  columnFieldKeys,
  columnFields,
  type Import,
  type ImportPreview,
  type Mapping,
  missingFields,
} from "#lib/imports/model";
import { countWords } from "#lib/platform/count/rules";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useAction } from "../use-action";
import type { ImportActions } from "./import-actions";
import { useImportPreview } from "./import-query";
import { TicketPreview } from "./ticket-preview";

type ImportFormProps = Pick<ImportActions, "start" | "cancel"> & { one: Import; onChanged: () => void };

/** Stands for a field that no column tells; a select has no empty value. */
const none = "\u0000";

export function ImportForm({ one, start, cancel, onChanged }: ImportFormProps) {
  const [mapping, setMapping] = useState(one.mapping);
  const [system, setSystem] = useState(one.system);
  const { data: preview, error } = useImportPreview(one.id, mapping);
  const starting = useAction(`import-form.starting.${one.id}`, start, onChanged);
  const cancelling = useAction(`import-form.cancelling.${one.id}`, cancel, onChanged);
  const missing = (mapping ? missingFields(mapping.columns) : []).map((field) => columnFields[field].label);
  const choose = (field: ColumnField, header: string) => {
    if (!mapping) return;
    const { [field]: _, ...others } = mapping.columns;
    setMapping({ ...mapping, columns: header === none ? others : { ...others, [field]: header } });
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        starting.run({ id: one.id, system, mapping });
      }}
    >
      {mapping && preview && (
        <>
          <div className="grid grid-cols-2 gap-3 phone:grid-cols-1">
            {columnFieldKeys.map((field) => (
              <ColumnChoice
                key={field}
                field={field}
                mapping={mapping}
                columns={preview.columns}
                fault={starting.faultOf(`mapping.columns.${field}`)}
                onChoose={(header) => choose(field, header)}
              />
            ))}
          </div>
          <Checkbox
            label="In dates such as 03/04/2026 the day comes first"
            checked={mapping.dayFirst}
            onCheckedChange={(dayFirst) => setMapping({ ...mapping, dayFirst: dayFirst === true })}
          />
        </>
      )}
      <Field
        label="System"
        hint="A short name for where the tickets come from. The same ticket of the same system is imported once."
        error={starting.faultOf("system")}
      >
        {(control) => (
          <Input
            {...control}
            value={system}
            className="w-48"
            onChange={(event) => setSystem(event.target.value)}
          />
        )}
      </Field>
      <Refusal>{error?.message ?? starting.refusal ?? cancelling.refusal}</Refusal>
      {preview && missing.length > 0 ? (
        <p className="text-caution-ink">Choose a column for: {missing.join(", ")}.</p>
      ) : (
        preview && <Outcome preview={preview} />
      )}
      <div className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          busy={starting.busy}
          disabled={!preview || preview.count === 0 || missing.length > 0}
        >
          Start import
        </Button>
        <Button busy={cancelling.busy} onClick={() => cancelling.run({ id: one.id })}>
          Discard file
        </Button>
      </div>
    </form>
  );
}

type ColumnChoiceProps = {
  field: ColumnField;
  mapping: Mapping;
  columns: ImportPreview["columns"];
  fault: string | undefined;
  onChoose: (header: string) => void;
};

function ColumnChoice({ field, mapping, columns, fault, onChoose }: ColumnChoiceProps) {
  const { label, hint, isRequired } = columnFields[field];
  const chosen = mapping.columns[field];
  // Another column may stand for one that is required otherwise.
  const isNeeded = isRequired && (chosen !== undefined || missingFields(mapping.columns).includes(field));
  const samples = columns.find(({ header }) => header === chosen)?.samples ?? [];
  return (
    <Field
      label={isNeeded ? `${label} (required)` : label}
      hint={samples.length > 0 ? `For example: ${samples.join(" · ")}` : hint}
      error={fault}
      className="min-w-0 [&>p]:truncate"
    >
      {(control) => (
        <Select
          {...control}
          value={chosen ?? none}
          onValueChange={onChoose}
          options={[
            { value: none, label: "No column" },
            ...columns.map(({ header }) => ({ value: header, label: header })),
          ]}
        />
      )}
    </Field>
  );
}

function Outcome({ preview }: { preview: ImportPreview }) {
  const { tickets, count, isWhole, newQueues, faults, faultCount } = preview;
  return (
    <section aria-label="Preview" className="flex flex-col gap-2">
      <p>
        {count === 0
          ? "No ticket can be read this way."
          : `${countWords(count, "ticket")} ${isWhole ? "in the file" : "in the beginning of the file"}. The first ones:`}
      </p>
      {tickets.map((ticket) => (
        <TicketPreview key={ticket.id} ticket={ticket} />
      ))}
      {newQueues.length > 0 && <p>These queues will be created: {newQueues.join(", ")}.</p>}
      {faultCount > 0 && (
        <div className="text-caution-ink">
          <p>{countWords(faultCount, "line")} cannot be read and will be left out:</p>
          <ul className="list-disc pl-5">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
