/** One scenario as its JSON, to be written, made of a ticket, changed, run or removed. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { type SavedScenario, Scenario } from "#lib/scenarios/model";
import { answerTo } from "../answer-to";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Sheet, SheetContent } from "../ui/sheet";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import { draftOf } from "./scenario-query";
import { Result } from "./scenario-table";

type ScenarioSheetProps = {
  /** Null: a new one. */
  saved: SavedScenario | null;
  mayManage: boolean;
  save: ServerAction<Scenario & { seen: Scenario | null }>;
  remove: ServerAction<{ id: string }>;
  start: ServerAction<{ ids?: string[] }>;
  onChanged: () => void;
  onClose: () => void;
};

const example = {
  id: "known-instance",
  about: "Never asks for what the ticket already tells",
  ticket: { subject: "Server hangs", kind: "request" },
  customer: { name: "Alex Example" },
  events: [{ kind: "customer_message", text: "Our server vm-1 hangs." }],
  expect: { no_card: [{ kind: "reply", text: "send me the id" }] },
};

export function ScenarioSheet({ saved, mayManage, onChanged, onClose, ...actions }: ScenarioSheetProps) {
  const [text, setText] = useState(JSON.stringify(saved?.definition ?? example, null, 2));
  const [fault, setFault] = useState<string>();
  const done = () => {
    onChanged();
    onClose();
  };
  const saving = useAction(
    "scenario-sheet.saving",
    actions.save,
    (_, { id }) => void answerTo((key) => actions.start({ ids: [id] }, key)).then(done),
  );
  const removing = useAction("scenario-sheet.removing", actions.remove, done);
  function submit() {
    const read = readScenario(text);
    setFault("fault" in read ? read.fault : undefined);
    if ("scenario" in read) saving.run({ ...read.scenario, seen: saved?.definition ?? null });
  }
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={saved ? saved.definition.id : "Add a scenario"}
        description="What each field means is told in docs/scenarios.md."
        footer={
          mayManage && (
            <>
              {saved && (
                <Button
                  variant="ghost"
                  busy={removing.busy}
                  className="mr-auto"
                  onClick={() => removing.run({ id: saved.definition.id })}
                >
                  Remove
                </Button>
              )}
              <Button onClick={onClose}>Cancel</Button>
              <Button variant="primary" busy={saving.busy} onClick={submit}>
                Save and run
              </Button>
            </>
          )
        }
      >
        <div className="flex flex-col gap-3">
          {!saved && mayManage && <FromTicket onDraft={(draft) => setText(JSON.stringify(draft, null, 2))} />}
          <TextareaField
            label="Scenario"
            error={fault}
            value={text}
            readOnly={!mayManage}
            rows={22}
            spellCheck={false}
            className="font-mono text-sm"
            onChange={(event) => setText(event.target.value)}
          />
          <Refusal>{saving.refusal ?? removing.refusal}</Refusal>
          {saved && <Result saved={saved} />}
        </div>
      </SheetContent>
    </Sheet>
  );
}

function FromTicket({ onDraft }: { onDraft: (draft: Scenario) => void }) {
  const [number, setNumber] = useState("");
  const [fault, setFault] = useState<string>();
  async function make() {
    const ticketId = Number(number.replace(/^#/, ""));
    if (!Number.isSafeInteger(ticketId) || ticketId <= 0)
      return setFault("Enter a ticket's number, for example 1042.");
    setFault(undefined);
    await draftOf(ticketId).then(onDraft, (error: Error) => setFault(error.message));
  }
  return (
    <Field
      label="From a ticket"
      hint="Takes the conversation without names and private data, and expects that the last card does not come again."
      error={fault}
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            value={number}
            inputMode="numeric"
            placeholder="#1042"
            className="w-32"
            onChange={(event) => setNumber(event.target.value)}
          />
          <Button onClick={() => void make()}>Use this ticket</Button>
        </div>
      )}
    </Field>
  );
}

function readScenario(text: string): { scenario: Scenario } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: `This is not JSON: ${error instanceof Error ? error.message : ""}` };
  }
  const parsed = Scenario.safeParse(value);
  if (parsed.success) return { scenario: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join(".") || "It"}: ${issue?.message}` };
}
