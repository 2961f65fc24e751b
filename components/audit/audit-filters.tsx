/** Narrows the trail; a plain form, so that every view has an address to pass on. */
"use client";
import { useRouter } from "next/navigation";
import type { AuditFilter } from "#lib/audit/model";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { actionOptions } from "./audit-sentence";
import { entityWords } from "./entity-words";

type AuditFiltersProps = { filter: AuditFilter; actions: string[]; people: { id: string; name: string }[] };

/** A menu entry cannot have an empty value. */
const all = "all";

export function AuditFilters({ filter, actions, people }: AuditFiltersProps) {
  const router = useRouter();
  function show(changed: AuditFilter) {
    const wanted = Object.entries({ ...filter, before: undefined, ...changed });
    const kept = wanted.flatMap(([name, value]) => (value && value !== all ? [[name, String(value)]] : []));
    router.push(`/audit?${new URLSearchParams(kept)}`);
  }
  return (
    <form
      className="mb-3 flex flex-wrap items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name)).trim();
        show({ entityId: text("entityId") });
      }}
    >
      <Field label="Person" className="w-44">
        {(control) => (
          <Select
            {...control}
            value={filter.actor ?? all}
            onValueChange={(actor) => show({ actor })}
            options={[
              { value: all, label: "Everyone" },
              { value: "agent", label: "Vigil" },
              ...people.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
      </Field>
      <Field label="Action" className="w-52">
        {(control) => (
          <Select
            {...control}
            value={filter.action ?? all}
            onValueChange={(action) => show({ action })}
            options={[{ value: all, label: "All actions" }, ...actionOptions(actions)]}
          />
        )}
      </Field>
      <Field label="Type" className="w-36">
        {(control) => (
          <Select
            {...control}
            value={filter.entity ?? all}
            onValueChange={(entity) => show({ entity })}
            options={[
              { value: all, label: "All types" },
              ...Object.entries(entityWords).map(([value, label]) => ({ value, label })),
            ]}
          />
        )}
      </Field>
      <Field label="ID" className="w-28">
        {(control) => <Input {...control} name="entityId" placeholder="Any" defaultValue={filter.entityId} />}
      </Field>
      <Button type="submit">Apply</Button>
      {Object.keys(filter).length > 0 && (
        <Button variant="ghost" onClick={() => router.push("/audit")}>
          Clear filters
        </Button>
      )}
    </form>
  );
}
