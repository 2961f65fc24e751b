/** Proposed alerting rules, the decided ones with their files, what decisions taught, and where nothing is measured. */
"use client";
import { ArrowLeft, ListChecks } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import type { BlindSpot, KindRecord, RuleProposal, RuleTrial } from "#lib/alert-rules/model";
import { useShortcut } from "../shortcuts/use-shortcut";
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
  records: readonly KindRecord[];
  blind: readonly BlindSpot[];
  /** Null for who may not decide. */
  actions: RuleActions | null;
};

export function RuleBoard({ open, decided, records, blind, actions }: RuleBoardProps) {
  const list = useRef<HTMLDivElement>(null);
  useRuleKeys(list, actions !== null);
  const hasFile = decided.some(({ state }) => state === "accepted" || state === "edited");
  return (
    <PageBody wide>
      <Link
        href="/incidents"
        className="mb-3 inline-flex items-center gap-1 text-sm text-ink-muted hover:text-ink"
      >
        <ArrowLeft aria-hidden className="size-3.5" /> Incidents
      </Link>
      <PageHeader
        title="Rule proposals"
        description="Alerting rules that only make noise, and symptoms no rule tells of. What leads accept stands in a rule file for Prometheus or Grafana."
        actions={hasFile && <FileLinks />}
      />
      <Section
        title="Open proposals"
        {...(!actions && open.length > 0 && { description: "Leads decide about them." })}
      >
        {open.length === 0 && (
          <EmptyState icon={<ListChecks />} title="No rule is proposed">
            A rule is proposed when an alert has fired again and again and nobody acted on it, or when a
            metric was unusual and no alert told of it. Vigil looks every ten minutes.
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
          title="Nothing measured"
          description="Major incidents no rule told of and no metric shows: here a measurement is missing."
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
        title="What decisions taught"
        description="A kind that is rejected nearly always is not proposed until its last decisions are 90 days old."
      >
        <ul className="flex flex-col gap-1">
          {records.map(({ kind, accepted, decided: total, isHeldBack }) => (
            <li key={kind}>
              {kindWords[kind]}:{" "}
              <span className="text-ink-muted">
                {total === 0 ? "nothing decided yet" : `${accepted} of ${total} accepted`}
                {isHeldBack && ", no longer proposed"}
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

/** Up and down move along the proposals; the keys of a decision press its button on the one that has the focus, or the first. */
function useRuleKeys(list: React.RefObject<HTMLDivElement | null>, mayDecide: boolean): void {
  const all = () => [...(list.current?.querySelectorAll<HTMLElement>("article") ?? [])];
  const current = () => all().findIndex((one) => one.contains(document.activeElement));
  const move = (by: number) => {
    const items = all();
    const at = current();
    items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))]?.focus();
  };
  const press = (deed: string) =>
    all()[Math.max(0, current())]?.querySelector<HTMLButtonElement>(`[data-deed=${deed}]`)?.click();
  useShortcut("list.next", () => move(1));
  useShortcut("list.previous", () => move(-1));
  useShortcut("proposal.accept", () => press("accept"), { enabled: mayDecide });
  useShortcut("proposal.edit", () => press("edit"), { enabled: mayDecide });
  useShortcut("proposal.reject", () => press("reject"), { enabled: mayDecide });
}
