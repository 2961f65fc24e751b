/** Messages to customers about an incident: those that wait, by language with their common words, and what became of the others. */
"use client";
import { useState } from "react";
import type { MajorDetail, Notice } from "#lib/major/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Disclosure } from "../ui/disclosure";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import type { MajorActions } from "./major-actions";
import { groupName, noticeName, noticeTones, noticeWords } from "./major-words";
import { NoticeGroup } from "./notice-group";

type NoticeListProps = {
  incidentId: number;
  detail: MajorDetail;
  mayManage: boolean;
  actions: MajorActions;
};

export function NoticeList({ incidentId, detail, mayManage, actions }: NoticeListProps) {
  const proposing = useAction(`notice-list.${incidentId}`, actions.proposeTelling);
  const [held, setHeld] = useState<{ noticeId: number; why: string }[]>([]);
  const { notices, untold, isOver } = detail;
  const open = notices.filter(({ state }) => state === "open");
  const groups = useLasting(groupsOf(open));
  const done = notices.filter(({ state }) => state !== "open");
  return (
    <Section
      title="Messages to customers"
      description="Each is sent only after you approve it, in the words you see."
      actions={
        untold > 0 &&
        !isOver &&
        mayManage && (
          <Button size="sm" busy={proposing.busy} onClick={() => proposing.run({ incidentId })}>
            Draft for {untold} who {untold === 1 ? "has" : "have"} not written
          </Button>
        )
      }
    >
      <Refusal>{proposing.refusal}</Refusal>
      {held.length > 0 && (
        <div role="status" className="mb-3 text-caution-ink">
          {held.map(({ noticeId, why }) => (
            <p key={noticeId}>
              <bdi>{notices.find(({ id }) => id === noticeId)?.customerName ?? "One customer"}</bdi> was not
              told. {why}
            </p>
          ))}
        </div>
      )}
      {open.length === 0 && (
        <p className="text-ink-muted">
          {notices.length === 0 ? "No message is drafted yet." : "No message waits for approval."}
        </p>
      )}
      {groups.map(({ key, name, notices: group }) => (
        <NoticeGroup
          key={key}
          common={key}
          name={name}
          incidentId={incidentId}
          notices={group}
          mayManage={mayManage}
          actions={actions}
          onHeld={setHeld}
        />
      ))}
      {done.length > 0 && (
        <Disclosure summary={`${done.length} decided`}>
          <ul className="flex flex-col gap-1">
            {done.map(({ id, customerName, state, ...notice }) => (
              <li key={id} className="flex flex-wrap items-center gap-2">
                <bdi>{customerName}</bdi>
                <span className="text-ink-muted">{noticeName(notice)}</span>
                <Badge tone={noticeTones[state]}>{noticeWords[state]}</Badge>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Section>
  );
}

type Group = { key: string; name: string; notices: readonly Notice[] };

/** The groups there are, and without their messages those there were: somebody may be writing in one. */
function useLasting(groups: readonly Group[]): readonly Group[] {
  const [known, setKnown] = useState(groups);
  const fresh = groups.filter(({ key }) => !known.some((one) => one.key === key));
  if (fresh.length > 0) setKnown([...known, ...fresh]);
  return [...known, ...fresh].map(
    (one) => groups.find(({ key }) => key === one.key) ?? { ...one, notices: [] },
  );
}

/** Messages of the same words, but for the greeting. */
function groupsOf(notices: readonly Notice[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const notice of notices) {
    const key = `${notice.round} ${notice.language} ${notice.text.slice(notice.hello.length)}`;
    const known = groups.get(key) ?? { key, name: groupName(notice), notices: [] };
    groups.set(key, { ...known, notices: [...known.notices, notice] });
  }
  return [...groups.values()];
}
