/** Candidates learned from closed tickets: the ranked replies, barred ones among them, and the tool call. */
import { leavesOf } from "#lib/apprentice/call/leaves";
import type { Proposal, ReplyCandidate, ToolCandidate } from "#lib/apprentice/model";
import { callOf } from "#lib/suggestions/step";
import type { Toolbox } from "#lib/tools/registry";
import type { BarredReply, Observation, Retrieved } from "../model";
import type { Source } from "../source";
import {
  apprentice,
  type Candidate,
  callCandidate,
  type Practice,
  triggerSource,
  whySaid,
} from "./candidate";

/** A call with an argument less certain than this is a guess: on recorded tickets at most one in ten was right. */
const leastSureness = 0.3;

export function learnedCandidates(seen: Observation, retrieved: Retrieved, tools: Toolbox): Candidate[] {
  const { proposal, barred } = retrieved;
  const ranking = barred.reduce<(ReplyCandidate | BarredReply)[]>(
    (all, one) => all.toSpliced(one.rank, 0, one),
    proposal.replies,
  );
  const replies = ranking.map((reply, rank) => replyCandidate(reply, rank, retrieved));
  return [...replies, ...learnedCalls(seen, retrieved, tools)];
}

/** What was learned of a call of this tool, whoever asks for one. */
export function practiceOfCall({ tool }: Pick<Proposal, "tool">, name: string): Practice | null {
  if (tool?.tool !== name) return null;
  const { probability, support, sureness, specificity, unlike, sourceEventIds: eventIds } = tool;
  return { place: null, probability, support, sureness, specificity, unlike, ending: 0, eventIds };
}

/** The past calls among the sources. */
export function pastOf(practice: Practice | null, sources: readonly Source[]): Source[] {
  return sources.filter(({ eventId }) => eventId !== undefined && practice?.eventIds.includes(eventId));
}

function replyCandidate(
  reply: ReplyCandidate | BarredReply,
  rank: number,
  { proposal, sources }: Retrieved,
): Candidate {
  const bar = "why" in reply ? reply : null;
  const place = bar ? null : proposal.replies.indexOf(reply);
  const { text, support, ending, unlike, unproven, sourceEventIds } = reply;
  const probability = bar ? bar.confidence : place === 0 ? proposal.confidence : reply.probability;
  const ofCall = { sureness: 1, specificity: 0 };
  const practice: Practice = {
    place,
    probability,
    support,
    ending,
    unlike,
    ...ofCall,
    eventIds: sourceEventIds,
    ...(unproven !== undefined && { unproven }),
  };
  const cited = [...pastOf(practice, sources), ...factsIn(reply, sources)];
  return {
    id: `reply-${rank}`,
    kind: "reply",
    text,
    payload: {},
    sources: cited,
    why: whySaid(cited, null),
    origin: "template",
    probability: Math.min(1, reply.probability),
    practice,
    guidance: null,
    bar: bar && { why: bar.why, isAnswer: bar.isAnswer },
    author: apprentice,
  };
}

/** The results on this ticket whose values it tells. */
function factsIn({ slots }: ReplyCandidate, sources: readonly Source[]): Source[] {
  const values = Object.values(slots);
  return sources.filter(({ kind, body }) => kind === "event" && values.some((value) => body.includes(value)));
}

/** The call analysts make here; where another thing of its kind was named as well, that about it, as likely as far as is known. */
function learnedCalls(seen: Observation, retrieved: Retrieved, tools: Toolbox): Candidate[] {
  const { tool } = retrieved.proposal;
  if (!tool) return [];
  const call = learnedCall("call", tool, seen, retrieved, tools);
  if (!tool.rival) return [call];
  const rival = learnedCall("call-rival", { ...tool, arguments: tool.rival }, seen, retrieved, tools);
  const isOffered = rival.bar === null && call.bar === null;
  return isOffered ? [{ ...call, why: `${call.why} ${beside(call, rival)}` }, rival] : [call];
}

/** Says of a call what else was named. */
function beside(call: Candidate, rival: Candidate): string {
  const [own, other] = [call, rival].map((one) => leavesOf(callOf(one)?.arguments ?? {}));
  const named = Object.entries(other ?? {}).filter(([key, value]) => own?.[key] !== value);
  return `The message names ${named.map(([, value]) => String(value)).join(" and ")} too.`;
}

/** A call with these arguments; barred where it is not complete, or its values are guessed. */
function learnedCall(
  id: string,
  tool: ToolCandidate,
  seen: Observation,
  { proposal, sources }: Retrieved,
  tools: Toolbox,
): Candidate {
  const checked = tools.check(tool);
  const isSound = checked.ok && tool.sureness >= leastSureness;
  const practice = practiceOfCall(proposal, tool.tool);
  return callCandidate(checked.ok ? checked.request : { tool: tool.tool, arguments: tool.arguments }, {
    id,
    origin: "template",
    probability: Math.min(1, tool.probability),
    practice,
    guidance: null,
    bar: isSound ? null : { why: "Its arguments are only guessed.", isAnswer: false },
    trigger: triggerSource(seen),
    past: pastOf(practice, sources),
  });
}
