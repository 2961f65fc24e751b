/** Proposed alerting rules, the decided ones with their files, how often each kind is accepted, and where monitoring has gaps. */
"use client";
import { ListChecks } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { BlindSpot, KindAcceptance, RuleProposal, RuleTrial } from "#lib/alert-rules/model";
import { useListKeys } from "../shortcuts/use-list-keys";
import { useShortcut } from "../shortcuts/use-shortcut";
import { BackLink } from "../ui/back-link";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageBody, PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { DecidedRules } from "./decided-rules";
import { type RuleActions, RuleItem } from "./rule-item";
import { kindWords } from "./rule-words";

type RuleBoardProps = {
  open: readonly { proposal: RuleProposal; trial: RuleTrial }[];
  decided: readonly RuleProposal[];
  acceptance: readonly KindAcceptance[];
  blind: readonly BlindSpot[];
  /** Null for who may not decide. */
  actions: RuleActions | null;
};

export function RuleBoard({ open, decided, acceptance, blind, actions }: RuleBoardProps) {
  const list = useRef<HTMLDivElement>(null);
  useRuleKeys(list, actions !== null);
  const hasFile = decided.some(({ state }) => state === "accepted" || state === "edited");
  return (
    <PageBody wide>
      <BackLink href="/incidents">Incidents</BackLink>
      <PageHeader
        title="Rule proposals"
        description="Quieter versions of noisy alerting rules, and new rules for what went undetected. Accepted rules are exported as a file for Prometheus or Grafana."
        actions={hasFile && <FileLinks />}
      />
      <Section
        title="Open proposals"
        {...(!actions && open.length > 0 && { description: "Only leads can accept or reject them." })}
      >
        {open.length === 0 && (
          <EmptyState icon={<ListChecks />} title="No open proposals">
            Vigil proposes a change when a rule keeps firing without anybody acting on it, and a new rule when
            an anomaly or a major incident raised no alert. It checks every ten minutes.
          </EmptyState>
        )}
        <div ref={list} className="flex flex-col gap-3">
          {open.map(({ proposal, trial }) => (
            <RuleItem key={proposal.id} proposal={proposal} trial={trial} actions={actions} />
          ))}
        </div>
      </Section>
      {blind.length > 0 && (
        <Section
          title="Monitoring gaps"
          description="Major incidents that no alerting rule detected and no metric shows."
        >
          <ul className="flex flex-col gap-1">
            {blind.map(({ id, title, service, startsAt }) => (
              <li key={id}>
                <Link href={`/incidents/${id}`} className="underline underline-offset-2">
                  {id} <bdi>{title}</bdi>
                </Link>{" "}
                <span className="text-ink-muted">
                  {service ?? "no service"}, <RelativeTime time={startsAt} />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Decided">
        <DecidedRules decided={decided} />
      </Section>
      <Section
        title="Acceptance by kind"
        description="A kind that is almost always rejected is paused until its latest decisions are 90 days old."
      >
        <ul className="flex flex-col gap-1">
          {acceptance.map(({ kind, accepted, decided: total, isPaused }) => (
            <li key={kind}>
              {kindWords[kind]}:{" "}
              <span className="text-ink-muted">
                {total === 0 ? "no decisions yet" : `${accepted} of ${total} accepted`}
                {isPaused && ", paused"}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </PageBody>
  );
}

function FileLinks() {
  return (
    <>
      <Button asChild>
        <a href="/api/rule-proposals/file?format=prometheus" download>
          Prometheus rules
        </a>
      </Button>
      <Button asChild>
        <a href="/api/rule-proposals/file?format=grafana" download>
          Grafana rules
        </a>
      </Button>
    </>
  );
}

/** The keys of a list, and those of a decision: they press its button on the proposal that has the focus, or on the first. */
function useRuleKeys(list: React.RefObject<HTMLDivElement | null>, mayDecide: boolean): void {
  const { items, focused } = useListKeys(list, "article");
  const press = (action: string) =>
    (focused() ?? items()[0])?.querySelector<HTMLButtonElement>(`[data-action=${action}]`)?.click();
  useShortcut("proposal.accept", () => press("accept"), { enabled: mayDecide });
  useShortcut("proposal.edit", () => press("edit"), { enabled: mayDecide });
  useShortcut("proposal.reject", () => press("reject"), { enabled: mayDecide });
}
