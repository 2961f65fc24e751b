/** Narrows the trail; a plain form, so that every view has an address to pass on. */
"use client";
import { useRouter } from "next/navigation";
import type { AuditFilter } from "#lib/audit/model";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

type AuditFiltersProps = { filter: AuditFilter; actions: string[]; people: { id: string; name: string }[] };

/** A menu entry cannot have an empty value. */
const any = "any";

export function AuditFilters({ filter, actions, people }: AuditFiltersProps) {
  const router = useRouter();
  function show(changed: AuditFilter) {
    const wanted = Object.entries({ ...filter, before: undefined, ...changed });
    const kept = wanted.flatMap(([name, value]) => (value && value !== any ? [[name, String(value)]] : []));
    router.push(`/audit?${new URLSearchParams(kept)}`);
  }
  return (
    <form
      className="mb-3 flex flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const text = (name: string) => String(form.get(name)).trim();
        show({ entity: text("entity"), entityId: text("entityId") });
      }}
    >
      <Select
        aria-label="Who"
        className="w-44"
        value={filter.actor ?? any}
        onValueChange={(actor) => show({ actor })}
        options={[
          { value: any, label: "Everybody" },
          { value: "agent", label: "Vigil" },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        aria-label="Did what"
        className="w-48"
        value={filter.action ?? any}
        onValueChange={(action) => show({ action })}
        options={[{ value: any, label: "Any action" }, ...actions.map((value) => ({ value, label: value }))]}
      />
      <Input
        aria-label="Kind of thing"
        name="entity"
        placeholder="ticket, user, …"
        defaultValue={filter.entity}
        className="w-36"
      />
      <Input
        aria-label="Its number"
        name="entityId"
        placeholder="number"
        defaultValue={filter.entityId}
        className="w-28"
      />
      <Button type="submit">Show</Button>
      {Object.keys(filter).length > 0 && (
        <Button variant="ghost" onClick={() => router.push("/audit")}>
          Clear
        </Button>
      )}
    </form>
  );
}
