/** Messages of the same words to several customers: the words can be changed for all, each as it will read is shown, those chosen are sent. */
"use client";
import { useId, useState } from "react";
import type { Notice } from "#lib/major/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { forgetText, useStoredText } from "../ticket/stored-text";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { TextareaField } from "../ui/textarea-field";
import { useAction } from "../use-action";
import type { MajorActions } from "./major-actions";

type NoticeGroupProps = {
  incidentId: number;
  /** What they have in common, as a key. */
  common: string;
  name: string;
  /** Those that wait. None once somebody else decided on the last: then only what was written here is left. */
  notices: readonly Notice[];
  mayManage: boolean;
  actions: Pick<MajorActions, "send" | "refuse">;
  onHeld: (held: { noticeId: number; why: string }[]) => void;
};

export function NoticeGroup(props: NoticeGroupProps) {
  const { incidentId, common, name, notices, mayManage, actions, onHeld } = props;
  const { me } = useDesk();
  const [first] = notices;
  const place = `notice.${incidentId}.${common}`;
  const { body, isOwn, write, forget } = useWords(place, first ? bodyOf(first) : "");
  // Who comes later was not there when this was looked at: they are told once somebody chooses them.
  const [isThere] = useState(() => new Set(notices.map(({ id }) => id)));
  const [chosenIds, setChosenIds] = useState<ReadonlySet<number>>(isThere);
  const chosen = notices.filter((notice) => chosenIds.has(notice.id));
  const id = useId();
  const sending = useAction(`notice-group.sending.${incidentId}`, actions.send, ({ held }) => {
    if (chosen.length === notices.length) forget(me.id);
    onHeld(held);
  });
  const refusing = useAction(`notice-group.refusing.${incidentId}`, actions.refuse);
  const isLeft = notices.length === 0;
  if (isLeft && (!isOwn || sending.busy)) return null;
  const textOf = ({ hello }: Notice) => `${hello}\n\n${body.trim()}`;
  return (
    <fieldset className="mb-4 border-l-2 border-line pl-3" aria-labelledby={id}>
      <h3 id={id} className="mb-2 font-medium">
        {name} <span className="text-ink-muted">· {notices.length}</span>
      </h3>
      <TextareaField
        label="Words for all, after each one’s greeting"
        value={body}
        disabled={!mayManage}
        onChange={(event) => write(event.target.value)}
        className="max-h-80"
      />
      <ul className="mt-2 flex flex-col gap-1">
        {notices.map((notice) => (
          <li key={notice.id} className="flex items-start gap-2">
            <Checkbox
              className="mt-1.5"
              label={`Tell ${notice.customerName}`}
              hideLabel
              checked={chosenIds.has(notice.id)}
              disabled={!mayManage}
              onCheckedChange={(next) => {
                const others = [...chosenIds].filter((one) => one !== notice.id);
                setChosenIds(new Set(next === true ? [...others, notice.id] : others));
              }}
            />
            <div className="min-w-0 flex-1">
              <Disclosure summary={summaryOf(notice)} className="border-t-0 py-0">
                <p className="whitespace-pre-wrap">
                  <bdi>{textOf(notice)}</bdi>
                </p>
                <p className="mt-1 text-ink-muted">{notice.why}</p>
              </Disclosure>
            </div>
            {!isThere.has(notice.id) && <Badge tone="accent">New</Badge>}
          </li>
        ))}
      </ul>
      {isLeft && (
        <div role="status" className="mt-2 flex flex-wrap items-center gap-2 text-caution-ink">
          These messages were decided on while you wrote. Nothing of yours was sent.
          <Button size="sm" onClick={() => forget(me.id)}>
            Discard your words
          </Button>
        </div>
      )}
      {mayManage && !isLeft && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            variant="primary"
            disabled={chosen.length === 0 || body.trim() === ""}
            busy={sending.busy}
            onClick={() =>
              sending.run({
                incidentId,
                notices: chosen.map((notice) => ({ id: notice.id, text: textOf(notice) })),
              })
            }
          >
            Send to {chosen.length}
          </Button>
          <Button
            disabled={chosen.length === 0}
            busy={refusing.busy}
            onClick={() =>
              refusing.run({
                incidentId,
                noticeIds: chosen.map((notice) => notice.id),
              })
            }
          >
            Do not send
          </Button>
        </div>
      )}
      <Refusal>{sending.refusal ?? refusing.refusal}</Refusal>
    </fieldset>
  );
}

/** Words that are changed for all: kept as everything that is typed is, until they are sent. */
function useWords(place: string, drafted: string) {
  const [stored, store] = useStoredText(place);
  // Emptied, the field stays empty: the draft does not come back under the caret.
  const [isEmptied, setIsEmptied] = useState(false);
  return {
    body: stored || (isEmptied ? "" : drafted),
    isOwn: stored !== "",
    write(next: string) {
      setIsEmptied(next === "");
      store(next);
    },
    forget: (userId: string) => forgetText(userId, place),
  };
}

function bodyOf({ text, hello }: Notice): string {
  return text.slice(hello.length).trim();
}

function summaryOf({ customerName, company, ticketId }: Notice): string {
  return `${customerName}${company ? `, ${company}` : ""}${ticketId ? ` (ticket #${ticketId})` : ""}`;
}
