/** Rules on proposals that browser and server share. Pure. */
import { mostBriefLines } from "#lib/oncall/paging/model";
import { type BriefPart, inBrief } from "#lib/oncall/rules";
import type { AbstainReason } from "#lib/policy/model";
import { ended } from "#lib/tickets/message/sentences";
import type { AgentRun } from "./model";
import type { Brief, BriefLine, StoredCandidate, ToolRequest } from "./step";

/** A call as a sentence; its arguments by name, since the database keeps no order of them. */
export function callWords({ tool, arguments: given, byHand, action }: ToolRequest): string {
  const verb = action ? "Carry out" : byHand ? "Look up" : "Run";
  const values = Object.entries(given)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name} ${valueWords(value)}`);
  return values.length > 0 ? `${verb} ${tool} with ${values.join(", ")}.` : `${verb} ${tool}.`;
}

function valueWords(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** The kind of a proposal that makes a call. */
export function kindOfCall({ action }: ToolRequest): "diagnostic" | "remediation" {
  return action ? "remediation" : "diagnostic";
}

/** A step less likely than this is noise, wherever it is offered beside another or in place of one. */
const leastOffered = 0.25;

/** True for a step that is worth a key of its own. */
export function isWorthOffering({ probability }: Pick<StoredCandidate, "probability">): boolean {
  return probability >= leastOffered;
}

/** Silence that was asked for, or that nothing broke, stays silent. */
const quietReasons: readonly (AbstainReason | null)[] = [
  "no_question",
  "superseded",
  "analyst_active",
  "resolved",
  "not_active",
  "major_incident",
  "muted",
  "record_only",
];

/** True where an agent run that showed no card lets an analyst take one of its replies into their own. */
export function offersReplies({ reason }: Pick<AgentRun, "reason">): boolean {
  return reason !== null && !quietReasons.includes(reason);
}

/** What is open and what is suggested, in one line: what a hand-over says. */
export function handOverLine({ open, suggested }: Brief): string {
  const parts = [open[0] && `Open: ${open[0].text}`, suggested[0] && `Suggested: ${suggested[0].text}`];
  return parts.flatMap((part) => (part ? ended(part) : [])).join(" ");
}

/** A brief as a card shows it, at most eight lines: what it is about, and of each part the most telling; of what was tried the newest. */
export function shownBrief(
  { about, tried, ...parts }: Brief,
  { ruledOut, notChecked }: { ruledOut: readonly BriefLine[]; notChecked: readonly BriefLine[] },
): Record<BriefPart, BriefLine[]> & Pick<Brief, "about"> {
  const kept = inBrief({ ...parts, ruledOut, notChecked, tried: tried.toReversed() }, mostBriefLines - 1);
  return { ...kept, about, tried: kept.tried.toReversed() };
}
