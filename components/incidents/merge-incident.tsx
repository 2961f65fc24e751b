/** Puts an incident into another one. */
"use client";
import { useRouter } from "next/navigation";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import type { IncidentActions } from "./incident-actions";

type MergeIncidentProps = { incidentId: number; merge: IncidentActions["merge"] };

export function MergeIncident({ incidentId, merge }: MergeIncidentProps) {
  const { me } = useDesk();
  const router = useRouter();
  if (!roleMay(me.role, "incident.manage")) return null;
  return (
    <FormDialog
      title="Merge into another incident"
      trigger={<Button>Merge</Button>}
      description="All alerts move there, and its ticket goes on; the ticket of this one is marked as solved. Such alerts are joined from then on."
      submit="Merge"
      action={merge}
      read={(text) => ({ incidentId, intoId: Number(text("intoId")) })}
      onDone={({ incidentId: into }) => router.push(`/incidents/${into}`)}
    >
      {(faultOf) => (
        <Field label="Number of the other incident" error={faultOf("intoId")}>
          {(control) => <Input {...control} name="intoId" inputMode="numeric" pattern="[0-9]+" required />}
        </Field>
      )}
    </FormDialog>
  );
}
