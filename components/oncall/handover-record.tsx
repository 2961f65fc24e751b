/** One hand-over as it was written, and its signatures. */
"use client";
import type { Handover } from "#lib/oncall/handover/model";
import type { ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { RelativeTime } from "../ui/relative-time";
import { useAction } from "../use-action";
import { HandoverItems } from "./handover-items";
import { namesOf } from "./oncall-words";

export type SignHandover = ServerAction<{ handoverId: number }>;

export function HandoverRecord({ handover, sign }: { handover: Handover; sign: SignHandover }) {
  const { me, people } = useDesk();
  const { run, busy, refusal } = useAction(`handover-record.${handover.id}`, sign);
  const { id, fromId, toId, scheduleName, writtenAt, signedToAt, note, items } = handover;
  const [from, to] = [namesOf([fromId], people), namesOf([toId], people)];
  return (
    <article className="border-t border-line py-3 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-medium">
          {from} to {to}
        </h3>
        <span className="text-ink-muted">
          <bdi>{scheduleName}</bdi>, <RelativeTime time={writtenAt} />
        </span>
        <Badge tone={signedToAt ? "positive" : "caution"}>
          {signedToAt ? "Signed by both" : `Not signed by ${to}`}
        </Badge>
        {toId === me.id && !signedToAt && (
          <Button variant="primary" busy={busy} onClick={() => run({ handoverId: id })}>
            Sign
          </Button>
        )}
      </div>
      {note && <p className="mt-1 whitespace-pre-wrap">{note}</p>}
      <Disclosure summary={`${items.length} open then`}>
        <HandoverItems label={`Open as ${from} left, hand-over ${id}`} items={items} />
      </Disclosure>
      <Refusal>{refusal}</Refusal>
    </article>
  );
}
