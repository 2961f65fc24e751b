/** Plays arrivals of the demo to their sent answers, through the product's own commands, and counts the keys that took. */
import { randomUUID } from "node:crypto";
import type { AgentPorts } from "#lib/agent/loop";
import { arrival } from "#lib/demo/arrivals";
import { rightAnswers } from "#lib/demo/story/answers";
import { caseOf } from "#lib/demo/story/case";
import { demoAnalystKey, people } from "#lib/demo/story/people";
import { story } from "#lib/demo/story/story";
import { personId } from "#lib/demo/team";
import type { Actor, Ctx } from "#lib/platform/context";
import { decide } from "#lib/suggestions/commands";
import type { Suggestion } from "#lib/suggestions/model";
import { proposals, suggestionById } from "#lib/suggestions/queries";
import { isWorthOffering, offersReplies } from "#lib/suggestions/rules";
import { alternativesOf, callOf } from "#lib/suggestions/step";
import type { TimelineEvent } from "#lib/tickets/event";
import { reply } from "#lib/tickets/replies/commands";
import { type ArrivalStage, onArrival, seenOn } from "./arrival-stage";
import { bestWay, type Offer, type Way } from "./keystrokes";

/** Keys of some arrivals whose right answer is known. */
export type KeysFigures = {
  answers: number;
  median: number;
  p90: number;
  /** Sent as a card said, after an edit, from scratch. */
  accepted: number;
  edited: number;
  written: number;
  /** Look-ups somebody had to take, and those the agent made by itself. */
  lookUpsTaken: number;
  lookUpsByAgent: number;
  /** What answering all of them from scratch would take, median. */
  scratchMedian: number;
};

/** `told`: the customer said all that is needed. `untold`: the right answer asks for what is missing. */
export type KeysReport = { all: KeysFigures; told: KeysFigures; untold: KeysFigures };

type Played = { isTold: boolean; ways: Way[]; lookUpsByAgent: number; scratch: number };

/** An arrival takes this many cards at most; more would be a desk that goes in circles. */
const mostCards = 6;

/** Plays arrivals until `count` of those with a known answer were answered; each on its own and rolled back. */
export async function keysToAnswer(ctx: Ctx, ports: AgentPorts, count: number): Promise<KeysReport> {
  const played: Played[] = [];
  for (let number = story.liveSteps.length; played.length < count; number++) {
    const event = arrival(number, ctx.now());
    const one = caseOf(event.externalId);
    const right = rightAnswers(one);
    if (!right || one.shape !== "request") continue;
    const due = one.isTold ? (one.kind.lookUp?.(one.facts) ?? null) : null;
    played.push({
      isTold: one.isTold,
      ...(await onArrival(ctx, event, ports, (stage) => answered(ctx, stage, right, due))),
      scratch: bestWay([], right, null)?.keys ?? 0,
    });
  }
  return {
    all: figuresOf(played),
    told: figuresOf(played.filter(({ isTold }) => isTold)),
    untold: figuresOf(played.filter(({ isTold }) => !isTold)),
  };
}

function figuresOf(played: readonly Played[]): KeysFigures {
  const sums = played.map(({ ways }) => ways.reduce((sum, { keys }) => sum + keys, 0));
  const countOf = (how: Way["how"]) => played.filter(({ ways }) => ways.at(-1)?.how === how).length;
  return {
    answers: played.length,
    median: quantile(sums, 0.5),
    p90: quantile(sums, 0.9),
    accepted: countOf("accept"),
    edited: countOf("edit"),
    written: countOf("write"),
    lookUpsTaken: played.flatMap(({ ways }) => ways).filter(({ how }) => how === "look_up").length,
    lookUpsByAgent: played.reduce((sum, one) => sum + one.lookUpsByAgent, 0),
    scratchMedian: quantile(
      played.map(({ scratch }) => scratch),
      0.5,
    ),
  };
}

function isByAgent(event: TimelineEvent): boolean {
  return event.kind === "tool_call" && event.data.investigationId !== undefined;
}

/** What somebody at the desk did until the answer was sent. */
async function answered(
  ctx: Ctx,
  { ticketId, on, settle }: ArrivalStage,
  right: readonly string[],
  due: Offer["call"] | null,
): Promise<Pick<Played, "ways" | "lookUpsByAgent">> {
  const desk = on(analyst());
  const ways: Way[] = [];
  for (let card = 0; card < mostCards; card++) {
    await settle();
    const { cards, events } = await seenOn(on(ctx.actor), ticketId);
    const open = cards.findLast(({ status }) => status === "open");
    const proposal = open ? await suggestionById(desk, open.id) : null;
    const offers = proposal ? offersOf(proposal) : await offersWithout(desk, ticketId);
    const isLookedUp = events.some(({ kind, data }) => kind === "tool_result" && data.tool === due?.tool);
    const way = bestWay(offers, right, isLookedUp ? null : due);
    if (!way) throw new Error("An arrival with a known answer has no way to it.");
    ways.push(way);
    await taken(desk, way, { ticketId, proposal });
    if (way.how === "look_up") continue;
    const after = await seenOn(on(ctx.actor), ticketId);
    const sent = after.events.findLast(({ kind }) => kind === "analyst_reply");
    if (
      !sent ||
      !right.some(
        (text) =>
          bestWay([{ stands: "on the card", kind: "reply", text: sent.body }], [text], null)?.how ===
          "accept",
      )
    )
      throw new Error(`What was sent is not the right answer: ${sent?.body}`);
    return { ways, lookUpsByAgent: after.events.filter(isByAgent).length };
  }
  throw new Error(`Ticket ${ticketId} had ${mostCards} cards and no answer.`);
}

/** A card's own step, and those behind its digits. */
function offersOf(proposal: Suggestion): Offer[] {
  return [proposal, ...alternativesOf(proposal)].map((step, place): Offer => {
    const call = callOf(step);
    const stands = place === 0 ? "on the card" : "behind a key";
    return { stands, kind: step.kind, text: step.text, ...(call && { call }) };
  });
}

/** Where no card stands: what a digit puts into the reply. */
async function offersWithout(desk: Ctx, ticketId: number): Promise<Offer[]> {
  const { withheld, agentRuns } = await proposals(desk, ticketId);
  const [run] = agentRuns;
  if (!withheld || !run || !offersReplies(run)) return [];
  return withheld.candidates
    .filter((step) => step.kind === "reply" && isWorthOffering(step))
    .map(({ kind, text }) => ({ stands: "for the reply", kind, text }));
}

/** Does what the keys do. */
async function taken(
  desk: Ctx,
  way: Way,
  { ticketId, proposal }: { ticketId: number; proposal: Suggestion | null },
) {
  if (way.how === "write" || !proposal) {
    if (way.how !== "look_up") await reply(desk, { ticketId, text: way.text });
    return;
  }
  const { id: suggestionId } = proposal;
  const alternative = way.offer === 0 ? {} : { alternative: way.offer - 1 };
  const verdict = way.how === "edit" ? "edit" : "accept";
  const finalText = way.how === "edit" ? { finalText: way.text } : {};
  await decide(desk, { suggestionId, verdict, mutationId: randomUUID(), ...alternative, ...finalText });
}

function analyst(): Actor {
  const found = people.find(({ key }) => key === demoAnalystKey);
  if (!found) throw new Error("The demo has no analyst.");
  return { kind: "user", id: personId(found.key), name: found.name, role: "analyst" };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
