/** One queue to be made or changed: its name, what it is for, who works it. */
"use client";
import { useState } from "react";
import { DialogForm, textsOf } from "../dialog-form";
import { makeRandomKey } from "../live/random-key";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Sheet, SheetContent } from "../ui/sheet";
import { TextField } from "../ui/text-field";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import type { QueueActions, QueueParts, QueueWithMembers, StaffName } from "./queue-actions";

type QueueSheetProps = QueueActions & {
  /** Null: a new one. */
  queue: QueueWithMembers | null;
  staff: StaffName[];
  onClose: () => void;
};

export function QueueSheet({ queue, staff, onClose, create, change, mayRestrict }: QueueSheetProps) {
  const [memberIds, setMemberIds] = useState(new Set(queue?.memberIds));
  const [isRestricted, setRestricted] = useState(queue?.isRestricted ?? false);
  const { run, busy, refusal, faultOf } = useAction(queue ? null : "queue.new", save, onClose);

  async function save(
    { key, ...words }: { key: string; name: string; description: string },
    requestKey: string,
  ) {
    const parts = { ...words, isRestricted, userIds: [...memberIds] };
    if (queue) return change({ queueId: queue.id, ...parts, seen: partsOf(queue) }, requestKey);
    const made = await create({ key, ...words }, requestKey);
    if (!made.ok) return made;
    return change({ queueId: made.data.id, ...parts, seen: undefined }, makeRandomKey());
  }

  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={queue ? queue.name : "Add a queue"}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form="queue" variant="primary" busy={busy}>
              {queue ? "Save" : "Add"}
            </Button>
          </>
        }
      >
        <DialogForm
          id="queue"
          refusal={refusal}
          onSend={(form) => {
            const text = textsOf(form);
            run({ key: text("key"), name: text("name"), description: text("description") });
          }}
        >
          <TextField label="Name" error={faultOf("name")} name="name" defaultValue={queue?.name} required />
          {!queue && (
            <TextField
              label="Key"
              hint="Used by connectors, for example network-emea. It cannot be changed later."
              error={faultOf("key")}
              name="key"
              className="font-mono"
              required
            />
          )}
          <TextareaField
            label="Description"
            error={faultOf("description")}
            name="description"
            defaultValue={queue?.description}
          />
          <fieldset>
            <legend className="mb-1 text-sm font-medium text-ink-muted">Members</legend>
            <div className="flex flex-col gap-1">
              {staff.map(({ id, name }) => (
                <Checkbox
                  key={id}
                  label={name}
                  checked={memberIds.has(id)}
                  onCheckedChange={(isMember) => setMemberIds(withMember(memberIds, id, isMember === true))}
                />
              ))}
            </div>
          </fieldset>
          {mayRestrict && (
            <fieldset>
              <legend className="mb-1 text-sm font-medium text-ink-muted">Who sees its tickets</legend>
              <Checkbox
                label="Members only"
                checked={isRestricted}
                onCheckedChange={(checked) => setRestricted(checked === true)}
                aria-describedby="restricted-means"
              />
              <p id="restricted-means" className="mt-1 text-sm text-pretty text-ink-muted">
                Its tickets appear in no list, search, figure or export of anybody else, administrators
                included. The apprentice forgets them; similar past tickets are shown within this queue only.
              </p>
            </fieldset>
          )}
        </DialogForm>
      </SheetContent>
    </Sheet>
  );
}

function partsOf({ name, description, isRestricted, memberIds }: QueueWithMembers): QueueParts {
  return { name, description, isRestricted, userIds: memberIds };
}

function withMember(members: Set<string>, id: string, isMember: boolean): Set<string> {
  const next = new Set(members);
  if (isMember) next.add(id);
  else next.delete(id);
  return next;
}
