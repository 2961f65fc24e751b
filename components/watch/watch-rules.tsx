/** The watch rules with what they did, and what each would have done; one begins in shadow and is switched on by a lead. */
"use client";
import { Eye } from "lucide-react";
import { countWords, timesWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import type { RuleState, WatchRule } from "#lib/watch/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { RuleDialog, type SaveRule } from "./rule-dialog";
import { RuleReplay } from "./rule-replay";
import { kindWords, stateTones, stateWords, subjectWords, topicWords } from "./watch-words";

type QueueName = { id: number; name: string };
type WatchActions = {
  save: SaveRule;
  setState: ServerAction<{ ruleId: number; state: RuleState; version: number }>;
  remove: ServerAction<{ ruleId: number }>;
};
type WatchRulesProps = { rules: readonly WatchRule[]; queues: readonly QueueName[]; actions: WatchActions };

export function WatchRules({ rules, queues, actions }: WatchRulesProps) {
  return (
    <>
      <PageHeader
        title="Watch rules"
        description="What you want to hear of in messages and alerts. A new or changed rule is in shadow: it shows what it would do, and does nothing."
        actions={<RuleDialog rule={null} queues={queues} save={actions.save} />}
      />
      {rules.length === 0 && (
        <EmptyState icon={<Eye />} title="No watch rules yet">
          Add one for what must never wait: a loss of data, a complaint, a word only your best customers use.
        </EmptyState>
      )}
      {rules.map((rule) => (
        <RuleItem key={rule.id} rule={rule} queues={queues} actions={actions} />
      ))}
    </>
  );
}

type RuleItemProps = { rule: WatchRule; queues: readonly QueueName[]; actions: WatchActions };

function RuleItem({ rule, queues, actions }: RuleItemProps) {
  const switching = useAction(null, actions.setState);
  const removing = useAction(`watch-rules.removing.${rule.id}`, actions.remove);
  const {
    id: ruleId,
    state,
    name,
    kind,
    level,
    topic,
    subject,
    looksFor,
    from,
    windowMinutes,
    raised,
    held,
  } = rule;
  const set = (next: RuleState) => switching.run({ ruleId, state: next, version: rule.version });
  return (
    <Section
      title={
        <span className="flex flex-wrap items-center gap-2">
          <bdi>{name}</bdi>
          <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>
          <Badge outline>{kind === "detect" ? level : kindWords[kind]}</Badge>
        </span>
      }
      description={`${subjectWords[subject]}, ${topicWords[topic].toLowerCase()}${from > 1 ? `, from ${from} within ${countWords(windowMinutes, "minute")}` : ""}: ${looksFor.slice(0, 5).join(" · ")}`}
    >
      <p className="text-ink-muted">
        {rule.lastMatch ? (
          <>
            Last match <RelativeTime time={rule.lastMatch} />.{" "}
          </>
        ) : (
          "No match yet. "
        )}
        Since this version {state === "shadow" ? "it would have fired" : "it fired"} {timesWords(raised)};{" "}
        {countWords(held, "match was", "matches were")} suppressed.
      </p>
      {rule.never && <p className="mt-1 text-caution-ink">It can never match. {rule.never}</p>}
      <div className="mt-2 flex flex-wrap gap-2">
        {state !== "on" && (
          <Button size="sm" busy={switching.busy} onClick={() => set("on")}>
            Switch on
          </Button>
        )}
        {state !== "shadow" && (
          <Button size="sm" busy={switching.busy} onClick={() => set("shadow")}>
            Back to shadow
          </Button>
        )}
        {state !== "off" && (
          <Button size="sm" variant="ghost" busy={switching.busy} onClick={() => set("off")}>
            Switch off
          </Button>
        )}
        <RuleDialog rule={rule} queues={queues} save={actions.save} />
        <Button size="sm" variant="ghost" busy={removing.busy} onClick={() => removing.run({ ruleId })}>
          Remove
        </Button>
      </div>
      <Refusal>{switching.refusal ?? removing.refusal}</Refusal>
      <RuleReplay ruleId={ruleId} version={rule.version} />
    </Section>
  );
}
