/** Retrieval: articles, past tickets and the apprentice's nearest cases for a ticket. */

import { goodbyes as goodbyesOf, propose } from "#lib/apprentice/engine";
import type { Proposal } from "#lib/apprentice/model";
import type { Apprentice } from "#lib/apprentice/state";
import { isAbout, type Passage } from "#lib/knowledge/model";
import type { PastEvent, PastTicket } from "#lib/knowledge/past-tickets";
import { readPast } from "#lib/knowledge/past-tickets";
import { searchPassages } from "#lib/knowledge/queries";
import { type Question, questionOf } from "#lib/knowledge/question";
import type { Reranker } from "#lib/knowledge/reranker";
import type { EmbedQuery } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import { alertData } from "#lib/tickets/event";
import type { Toolbox } from "#lib/tools/registry";
import { schemasOf } from "#lib/tools/schemas";
import type { Learned } from "./apprentice-state";
import { fittingProposal } from "./candidates/fitting";
import { withoutHidden } from "./hidden-origins";
import type { Observation, Retrieved } from "./model";
import { isNewKind } from "./procedure/choice";
import type { Source } from "./source";

/** Past cases of an alert repeat its words; its runbook must not rank behind all of them. */
const passagesWanted = { article: 3, ticket: 5 };
/** Most past replies cited for one draft of the apprentice: enough to show that its wording is common. */
const originsCited = 3;
const factsCited = 3;
const excerptLength = 240;

/** Everything a draft may rest on. Sources are numbered by their place, from 1, where a model cites them. */
export async function retrieve(
  ctx: Ctx,
  seen: Observation,
  { engine, reranker, tools, embedQuery }: Learned & { tools: Toolbox; embedQuery: EmbedQuery },
): Promise<Retrieved> {
  const { proposal, barred, goodbyes } = await proposalOf(ctx, seen, engine, tools);
  const originIds = new Set([
    ...proposal.replies.flatMap(({ sourceEventIds }) => sourceEventIds),
    ...(proposal.tool?.sourceEventIds ?? []),
  ]);
  const question = asked(seen);
  const queryEmbedding = embedQuery(ctx, { text: question.text, names: seen.names });
  const passages = await searchPassages(ctx, {
    ...question,
    queryEmbedding,
    reranker,
    limit: passagesWanted,
    exceptTicketId: seen.ticket.id,
  });
  const { events: origins, tickets: past } = await readPast(ctx, {
    eventIds: [...originIds],
    ticketIds: passages.flatMap(({ kind, ref }) => (kind === "ticket" ? [ref] : [])),
  });
  const similar = passages.flatMap(({ kind, ref, score }) => {
    const triaged = kind === "ticket" ? past.get(ref) : undefined;
    return triaged ? [{ ...triaged, score }] : [];
  });
  const opening = isNewKind({ proposal, similar }) ? await articlesAboutAll(ctx, seen, reranker) : [];
  const known = new Set(passages.flatMap(({ kind, ref }) => (kind === "article" ? [ref] : [])));
  const about = [...passages, ...opening.filter(({ ref }) => !known.has(ref))];
  const articles = best([...passages, ...opening].filter(({ kind }) => kind === "article"));
  const sources = [
    ...factsOf(seen),
    ...cited(origins, proposal).map((event) => originSource(event, proposal.nearest)),
    ...about
      .filter(isSource)
      .map((passage) =>
        passageSource(passage, passage.kind === "ticket" ? (past.get(passage.ref) ?? null) : null),
      ),
  ];
  return { proposal, sources, similar, articles, goodbyes, barred };
}

/** What the apprentice would do, without what is hidden here or does not fit the dialogue. */
export async function proposalOf(
  ctx: Ctx,
  seen: Observation,
  engine: Apprentice,
  tools: Toolbox,
): Promise<Pick<Retrieved, "proposal" | "barred" | "goodbyes">> {
  const goodbyes = goodbyesOf(engine, seen.case);
  const proposed = await withoutHidden(ctx, propose(engine, seen.case, schemasOf(tools)));
  return { ...fittingProposal(proposed, seen, goodbyes), goodbyes };
}

/** The past events that are cited: of each reply those to different customers first, which prove more. */
function cited(origins: readonly PastEvent[], { replies, tool }: Proposal): PastEvent[] {
  const byId = new Map(origins.map((event) => [event.eventId, event]));
  const ids = new Set(tool?.sourceEventIds ?? []);
  for (const { sourceEventIds } of replies) {
    const said = sourceEventIds.flatMap((id) => byId.get(id) ?? []);
    const firstOf = new Map([...said].reverse().map((event) => [event.whose, event]));
    const ordered = [...new Set([...[...firstOf.values()].reverse(), ...said])];
    for (const { eventId } of ordered.slice(0, originsCited)) ids.add(eventId);
  }
  return origins.filter(({ eventId }) => ids.has(eventId));
}

/** Each article once, with the question it answers best. */
function best(passages: readonly Passage[]): Source[] {
  const byRef = new Map<number, Source>();
  for (const passage of passages)
    if ((byRef.get(passage.ref)?.score ?? -1) < passage.score)
      byRef.set(passage.ref, passageSource(passage, null));
  return [...byRef.values()];
}

/** Customer turns within which a ticket says what it is about. */
const turnsOfOpening = 3;

/** Articles about what the ticket is about as a whole: a bare answer to a question names no case. */
async function articlesAboutAll(ctx: Ctx, seen: Observation, reranker: Reranker): Promise<Passage[]> {
  const said = seen.timeline.filter(({ kind }) => kind === "customer_message");
  if (said.length <= seen.unanswered.length) return [];
  const question = questionOf({
    subject: seen.ticket.subject,
    messages: said.slice(0, turnsOfOpening).map(({ body }) => body),
  });
  const limit = { ...passagesWanted, ticket: 0 };
  return searchPassages(ctx, {
    ...question,
    reranker,
    limit,
    kinds: ["article"],
    exceptTicketId: seen.ticket.id,
  });
}

/** What to search for: the subject and what stands unanswered, newest words first. */
function asked(seen: Observation): Question {
  const open = seen.unanswered;
  const last =
    open.length > 0 ? open : seen.timeline.filter(({ kind }) => kind === "customer_message").slice(-2);
  const { labels, expression } = alertData(seen.event) ?? {};
  return questionOf({
    subject: seen.ticket.subject,
    messages: last.map(({ body }) => body).reverse(),
    ...(labels && { labels }),
    ...(expression && { expression }),
  });
}

/** What tools found on this very ticket, newest first. */
function factsOf(seen: Observation): Source[] {
  return seen.timeline
    .filter((event) => event.kind === "tool_result")
    .filter(({ data }) => data.result)
    .slice(-factsCited)
    .reverse()
    .map((event) => {
      const body = JSON.stringify(event.data.result);
      const title = event.data.tool;
      const excerpt = body.slice(0, excerptLength);
      return { kind: "event", ref: event.id, title, excerpt, score: 1, body, people: [], isInternal: false };
    });
}

function originSource(event: PastEvent, nearest: { ticketId: number; similarity: number }[]): Source {
  const near = nearest.find(({ ticketId }) => ticketId === event.ticketId);
  return {
    kind: "ticket",
    ref: event.ticketId,
    eventId: event.eventId,
    title: event.subject,
    excerpt: event.body.slice(0, excerptLength),
    score: near?.similarity ?? 0,
    body: event.body,
    people: [event.customerName, event.company].filter((name) => name !== null),
    isInternal: false,
    ours: { whose: event.whose, text: event.body },
  };
}

/** The nearest article to a question no article answers would be cited all the same. */
function isSource(passage: Passage): boolean {
  return passage.kind === "ticket" || isAbout(passage);
}

function passageSource(passage: Passage, past: PastTicket | null): Source {
  const { kind, ref, title, excerpt, score, features, body, isInternal } = passage;
  const turnId = past && saidIn(past, excerpt);
  return {
    kind,
    ref,
    ...(turnId !== null && { turnId }),
    title,
    excerpt,
    score,
    features,
    body,
    people: past?.people ?? [],
    isInternal,
    ...(past && { ours: { whose: past.whose, text: wordsOfTeam(past) } }),
  };
}

/** The turn of a past ticket that an excerpt of it comes from: what is kept of the passage. */
function saidIn({ said }: PastTicket, excerpt: string): number | null {
  const words = excerpt.replace(/^… | …$/g, "").slice(0, 60);
  return said.find(({ body }) => body.includes(words))?.eventId ?? null;
}

function wordsOfTeam({ said }: PastTicket): string {
  return said
    .filter(({ isOurs }) => isOurs)
    .map(({ body }) => body)
    .join("\n");
}
