/** Tickets as the browser tests need them, recorded by the product's own commands. */
import { agentCtx, type Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import type { Priority } from "#lib/sla/model";
import { recordAgentRun } from "#lib/suggestions/commands";
import { callWords } from "#lib/suggestions/rules";
import { candidate } from "#lib/suggestions/testing/candidate";
import { runInput } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";
import { timeline } from "#lib/tickets/queries";

/**
 * A customer writes, by the connector `source` if given. With `considers` the real worker looks at it; without, the
 * test says what the agent found.
 */
export async function customerWrites(
  ctx: Ctx,
  words: {
    subject: string;
    body: string;
    runsAgent: boolean;
    source?: string;
    on?: string;
    priority?: Priority;
    /** Key of the queue it lands in. */
    queue?: string;
    /** When they wrote; now when left out. */
    at?: Date;
  },
): Promise<{ ticketId: number; eventId: number; externalId: string }> {
  const externalId = words.on ?? unique("ticket");
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } };
  const recorded = await recordEvent(connector, {
    source: words.source ?? "e2e",
    externalId: unique("event"),
    ticketExternalId: externalId,
    kind: "customer_message",
    at: words.at ?? ctx.now(),
    actorKind: "customer",
    actorName: "Mira Castellane",
    body: words.body,
    ticket: {
      subject: words.subject,
      ...(words.priority && { priority: words.priority }),
      ...(words.queue && { queueKey: words.queue }),
    },
    customer: { externalId: "mira", name: "Mira Castellane", company: "Castellane Press" },
    runsAgent: words.runsAgent,
  });
  return { ...recorded, externalId };
}

/** What was answered on a ticket. */
export async function repliesOn(ctx: Ctx, ticketId: number): Promise<string[]> {
  return (await timeline(ctx, ticketId))
    .filter(({ kind }) => kind === "analyst_reply")
    .map(({ body }) => body);
}

/** The customer of a ticket writes again; the agent is not asked to look. */
export async function writesAgain(ctx: Ctx, { externalId }: { externalId: string }, body: string) {
  return customerWrites(ctx, { subject: "", body, runsAgent: false, on: externalId });
}

/** The agent proposes a reply to an event. */
export async function proposes(ctx: Ctx, ticketId: number, eventId: number, text: string): Promise<void> {
  await recordAgentRun({ ...agentCtx(ctx.db), now: ctx.now }, runInput(ticketId, eventId, { text }));
}

export type Waiting = { ticketId: number; eventId: number; externalId: string; draft: string };

/** A ticket with a reply proposal that waits for a decision. */
export async function waitingReply(
  ctx: Ctx,
  draft = "Hello Mira, please grow the volume with the resize command, then reboot.",
  subject = `Volume full ${unique("vol")}`,
): Promise<Waiting> {
  const written = await customerWrites(ctx, { subject, body: "The volume is full.", runsAgent: false });
  await proposes(ctx, written.ticketId, written.eventId, draft);
  return { ...written, draft };
}

/** What a card may offer beside its first step. */
const otherSteps = [
  candidate("Which region is the volume in, and how large should it be?", { probability: 0.3 }),
  candidate("Please send us the id of the volume.", { probability: 0.26 }),
];

/** A ticket the agent hands over, unsure of its draft; the draft and another reply are one key away. */
export async function waitingHandOver(
  ctx: Ctx,
  { isWithheld = true } = {},
): Promise<{ ticketId: number; draft: string }> {
  const subject = `Volume full ${unique("vol")}`;
  const written = await customerWrites(ctx, { subject, body: "The volume is full.", runsAgent: false });
  const [first] = otherSteps;
  const proposed = runInput(written.ticketId, written.eventId, {
    kind: "escalation",
    text: "Analysts usually write replies like this one themselves.",
    payload: {
      brief: {
        about: { text: subject },
        known: [{ text: "A volume is full.", eventId: written.eventId }],
        tried: [],
        open: [],
      },
      alternatives: otherSteps,
      ...(isWithheld && first && { withheld: first.id }),
    },
    risk: 0,
  });
  await recordAgentRun({ ...agentCtx(ctx.db), now: ctx.now }, { ...proposed, outcome: "handed_over" });
  return { ticketId: written.ticketId, draft: first?.text ?? "" };
}

/** A ticket on which the agent was silent and kept two replies back; with triage beside it. */
export async function withheldDraft(ctx: Ctx): Promise<{ ticketId: number; kept: string[] }> {
  const subject = `Volume full ${unique("vol")}`;
  const written = await customerWrites(ctx, { subject, body: "The volume is full.", runsAgent: false });
  await recordAgentRun(
    { ...agentCtx(ctx.db), now: ctx.now },
    {
      ...runInput(written.ticketId, written.eventId, null),
      reason: "low_confidence",
      candidates: {
        step: "reply",
        candidates: otherSteps,
        confidence: 0.3,
        typedProbability: 0.1,
        triage: {},
      },
      triage: {
        kind: "triage",
        text: "File under category disk, priority high.",
        payload: {
          triage: { category: "disk", priority: "high" },
          triageOptions: {
            category: [
              { value: "disk", confidence: 0.7 },
              { value: "network", confidence: 0.2 },
            ],
            priority: [{ value: "high", confidence: 0.8 }],
          },
        },
        why: "Learned from closed tickets.",
        confidence: 0.7,
        risk: 0,
      },
    },
  );
  return { ticketId: written.ticketId, kept: otherSteps.map(({ text }) => text) };
}

/** A ticket with a proposal to look something up that nothing is connected to. */
export async function waitingLookUp(ctx: Ctx, subject = `Door jammed ${unique("door")}`): Promise<number> {
  const written = await customerWrites(ctx, { subject, body: "Door 4 is jammed.", runsAgent: false });
  const call = { tool: "door_log", arguments: { door: 4 }, byHand: true as const };
  const step = { kind: "diagnostic" as const, text: callWords(call), payload: { call }, risk: 0 };
  const proposed = runInput(written.ticketId, written.eventId, step);
  await recordAgentRun({ ...agentCtx(ctx.db), now: ctx.now }, proposed);
  return written.ticketId;
}
