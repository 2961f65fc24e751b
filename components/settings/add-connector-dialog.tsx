/** Making a connector: what sends, under which address, and where its tickets start. */
"use client";
import { useState } from "react";
import { type ConnectorKind, connectorKinds } from "#lib/connectors/model";
import type { ActionResult } from "#lib/platform/model";
import type { Queue } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { useAction } from "../use-action";

export type MadeConnector = { id: string; kind: ConnectorKind; name: string; secret: string };
export type CreateConnector = (input: {
  id: string;
  kind: ConnectorKind;
  name: string;
  queueId: number | null;
}) => Promise<ActionResult<MadeConnector>>;

export const connectorKindLabels: Record<ConnectorKind, string> = {
  webhook: "Signed webhook",
  alertmanager: "Prometheus Alertmanager",
};
const kinds = connectorKinds.map((value) => ({ value, label: connectorKindLabels[value] }));
const noQueue = { value: "none", label: "None; triage decides" };

type AddConnectorDialogProps = {
  queues: Queue[];
  create: CreateConnector;
  onCreated: (made: MadeConnector) => void;
};

export function AddConnectorDialog({ queues, create, onCreated }: AddConnectorDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [kind, setKind] = useState<ConnectorKind>("webhook");
  const [queue, setQueue] = useState(noQueue.value);
  const { run, busy, refusal, faultOf, forget } = useAction(create, (made) => {
    setIsOpen(false);
    onCreated(made);
  });
  return (
    <Dialog
      open={isOpen}
      onOpenChange={(next) => {
        forget();
        setIsOpen(next);
      }}
    >
      <DialogTrigger asChild>
        <Button variant="primary">Add a connector</Button>
      </DialogTrigger>
      <DialogContent
        size="sm"
        title="Add a connector"
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form="add-connector" variant="primary" busy={busy}>
              Add
            </Button>
          </>
        }
      >
        <form
          id="add-connector"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const text = (name: string) => String(form.get(name) ?? "");
            const queueId = queue === noQueue.value ? null : Number(queue);
            run({ id: text("id"), name: text("name"), kind, queueId });
          }}
        >
          <Field label="What sends">
            {(control) => <Select {...control} options={kinds} value={kind} onValueChange={setKind} />}
          </Field>
          <Field label="Name" hint="As the timeline and the audit show it." error={faultOf("name")}>
            {(control) => <Input {...control} name="name" autoComplete="off" required />}
          </Field>
          <Field
            label="Address"
            hint="It delivers to /api/hooks/ and this. It never changes."
            error={faultOf("id")}
          >
            {(control) => <Input {...control} name="id" className="font-mono" autoComplete="off" required />}
          </Field>
          <Field label="Queue of its tickets" error={faultOf("queueId")}>
            {(control) => (
              <Select
                {...control}
                options={[noQueue, ...queues.map(({ id, name }) => ({ value: String(id), label: name }))]}
                value={queue}
                onValueChange={setQueue}
              />
            )}
          </Field>
          <Refusal>{refusal}</Refusal>
        </form>
      </DialogContent>
    </Dialog>
  );
}
