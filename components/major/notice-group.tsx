/** Messages of the same words to several customers: the words can be changed for all, each as it will read is shown, those chosen are sent. */
"use client";
import { useId, useRef, useState } from "react";
import type { Notice } from "#lib/major/model";
import { makeMutationId } from "../live/mutation-id";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Disclosure } from "../ui/disclosure";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import type { MajorActions } from "./major-actions";
import { languageName, roundWords } from "./major-words";

type NoticeGroupProps = {
  incidentId: number;
  notices: readonly Notice[];
  mayManage: boolean;
  actions: Pick<MajorActions, "send" | "refuse">;
  onHeld: (held: { noticeId: number; why: string }[]) => void;
};

export function NoticeGroup({ incidentId, notices, mayManage, actions, onHeld }: NoticeGroupProps) {
  const [first] = notices;
  const [body, setBody] = useState(first ? first.text.slice(first.hello.length).trim() : "");
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const mutation = useRef(makeMutationId());
  const id = useId();
  const sending = useAction(actions.send, ({ held }) => {
    mutation.current = makeMutationId();
    onHeld(held);
  });
  const refusing = useAction(actions.refuse, () => {
    mutation.current = makeMutationId();
  });
  if (!first) return null;
  const chosen = notices.filter((notice) => !left.has(notice.id));
  const textOf = ({ hello }: Notice) => `${hello}\n\n${body.trim()}`;
  const name = `${roundWords[first.round]}, ${languageName(first.language)}`;
  return (
    <fieldset className="mb-4 border-l-2 border-line pl-3" aria-labelledby={id}>
      <h3 id={id} className="mb-2 font-medium">
        {name} <span className="text-ink-muted">· {notices.length}</span>
      </h3>
      <Field label="Words for all, after each one’s greeting">
        {(control) => (
          <Textarea
            {...control}
            value={body}
            disabled={!mayManage}
            onChange={(event) => setBody(event.target.value)}
            className="max-h-80"
          />
        )}
      </Field>
      <ul className="mt-2 flex flex-col gap-1">
        {notices.map((notice) => (
          <li key={notice.id} className="flex items-start gap-2">
            <Checkbox
              className="mt-0.5"
              label={`Tell ${notice.customerName}`}
              hideLabel
              checked={!left.has(notice.id)}
              disabled={!mayManage}
              onCheckedChange={(next) => {
                const others = new Set(left);
                if (next === true) others.delete(notice.id);
                else others.add(notice.id);
                setLeft(others);
              }}
            />
            <div className="min-w-0 flex-1">
              <Disclosure
                summary={`${notice.customerName}${notice.company ? `, ${notice.company}` : ""}${notice.ticketId ? ` (ticket #${notice.ticketId})` : ""}`}
              >
                <p className="whitespace-pre-wrap">
                  <bdi>{textOf(notice)}</bdi>
                </p>
                <p className="mt-1 text-ink-muted">{notice.why}</p>
              </Disclosure>
            </div>
          </li>
        ))}
      </ul>
      {mayManage && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            variant="primary"
            disabled={chosen.length === 0 || body.trim() === ""}
            busy={sending.busy}
            onClick={() =>
              sending.run({
                incidentId,
                mutationId: mutation.current,
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
                mutationId: mutation.current,
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
