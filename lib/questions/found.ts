/** What was found for a question beside the ticket: passages of articles, and what analysts answered on past tickets. */
import { type Known as Grounds, ticketText, withoutForeign } from "#lib/agent/grounding";
import type { Observation } from "#lib/agent/model";
import { isForTeam } from "#lib/knowledge/audience";
import type { Article, Passage } from "#lib/knowledge/model";
import { allPassages } from "#lib/knowledge/passages";
import { type PastTicket, pastTickets } from "#lib/knowledge/past-tickets";
import { articlesById, searchPassages } from "#lib/knowledge/queries";
import { inverseFrequency } from "#lib/knowledge/rank";
import type { Reranker } from "#lib/knowledge/reranker";
import { keptFrequencies } from "#lib/knowledge/statistics";
import { terms } from "#lib/knowledge/terms";
import type { EmbedQuery } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import { says, sentences } from "#lib/suggestions/brief-sentences";
import { excerptOf, inOneLine } from "#lib/tickets/message/sentences";
import type { Citation } from "./model";
import { type Topic, topicOf } from "./topic";

/** A passage that may answer, with its citation; `people` are those a past ticket is about. */
export type Found = Passage & {
  past: PastTicket | null;
  /** What an article is filed under: it tells what the whole is about. */
  tags: string;
};

const wanted = { article: 6, ticket: 6 };
const longestAnswer = 420;

type Searching = { seen: Observation; embedQuery: EmbedQuery; reranker: Reranker };

/** The topic of a question, its words weighed by how rare they are in what the team knows. */
export async function weighedTopic(ctx: Ctx, question: string): Promise<Topic> {
  const said = terms(question);
  const counts = await keptFrequencies(ctx, new Set(said));
  const rarity = await rarityOf(ctx, said);
  // A word no passage has tells no more than the rarest that one has: verbs and slips are such words, too.
  const known = said.filter((term) => (counts.get(term) ?? 0) > 0).map(rarity);
  const most = known.length > 0 ? Math.max(...known) : Number.POSITIVE_INFINITY;
  return topicOf(question, (term) => Math.min(most, rarity(term)));
}

/** What is searched for; `aside` is what the ticket is about, and counts half. */
type Words = { text: string; aside: string };
/** Passages for some words, best first. */
export type PassageSearch = (words: Words) => Promise<Found[]>;

/** A search for one answer: what is searched for twice, by the apprentice and for the model, is searched once. */
export function passageSearch(ctx: Ctx, searching: Searching): PassageSearch {
  const searches = new Map<string, Promise<Found[]>>();
  return (words) => {
    const key = JSON.stringify([words.text, words.aside]);
    const search = searches.get(key) ?? passagesFor(ctx, words, searching);
    searches.set(key, search);
    return search;
  };
}

/** What the ticket is about, beside a question on it. */
export function asideOf({ ticket: { subject, category, service } }: Observation): string {
  return [subject, category, service].filter(Boolean).join("\n");
}

async function passagesFor(
  ctx: Ctx,
  { text, aside }: Words,
  { seen, embedQuery, reranker }: Searching,
): Promise<Found[]> {
  const { customer } = seen;
  const names = customer ? [customer.name, ...(customer.company ? [customer.company] : [])] : [];
  const passages = await searchPassages(ctx, {
    text,
    aside,
    reranker,
    queryEmbedding: embedQuery(ctx, { text, names }),
    limit: wanted,
    exceptTicketId: seen.ticket.id,
  });
  const past = await pastTickets(
    ctx,
    passages.flatMap(({ kind, ref }) => (kind === "ticket" ? [ref] : [])),
  );
  const articles = await articlesOf(ctx, passages);
  return passages.map((passage) => ({
    ...passage,
    // As it is written: what is searched has the tags among its words.
    body: (passage.kind === "article" && articles.get(passage.ref)?.body) || passage.body,
    tags: (passage.kind === "article" && articles.get(passage.ref)?.tags.join(" ")) || "",
    past: passage.kind === "ticket" ? (past.get(passage.ref) ?? null) : null,
  }));
}

/** The articles of these ids that were not found, as far as they are in use: verdicts speak for them. */
export async function articlesFor(
  ctx: Ctx,
  ids: readonly number[],
  found: readonly Found[],
): Promise<Found[]> {
  const known = new Set(found.flatMap(({ kind, ref }) => (kind === "article" ? [ref] : [])));
  const more = await articlesById(ctx, ids.filter((ref) => !known.has(ref)).slice(0, wanted.article));
  return more
    .filter(({ status }) => status === "active")
    .map(({ id, title, body, tags, kind }) => ({
      kind: "article",
      ref: id,
      title,
      excerpt: excerptOf(body, longestAnswer),
      score: 0,
      body,
      features: {},
      isInternal: isForTeam({ isRunbook: kind === "runbook", body }),
      past: null,
      tags: tags.join(" "),
    }));
}

async function articlesOf(ctx: Ctx, passages: readonly Passage[]): Promise<Map<number, Article>> {
  const refs = passages.flatMap(({ kind, ref }) => (kind === "article" ? [ref] : []));
  return new Map((await articlesById(ctx, refs)).map((one) => [one.id, one]));
}

/** The citation of a passage; `turnId` is the event of a past ticket that is quoted. */
export function citing({ kind, ref, title, excerpt, score }: Passage, turnId?: number): Citation {
  // Of another ticket nothing is kept but where it stands.
  if (kind === "ticket")
    return { kind, ref, title: "", excerpt: "", score, ...(turnId !== undefined && { turnId }) };
  return { kind, ref, title, excerpt, score };
}

/** What keeps a past ticket's own values out: what this ticket and the team's articles say may be said. */
export function groundsOf(seen: Observation, found: readonly Found[]): Grounds {
  const written = found.filter(({ kind }) => kind === "article").map(({ body }) => body);
  return {
    here: [ticketText(seen), ...written].join("\n"),
    ours: found.flatMap(({ past }) => (past ? [{ whose: past.whose, text: ourWords(past) }] : [])),
  };
}

/** An answer that says this much of what the most telling one says is one: what every ticket ends with is none. */
const tellingShare = 0.5;

/** What analysts answered on a past ticket, without what is its customer's own: the last answer that tells something. */
export function answerOn(
  past: PastTicket,
  grounds: Grounds,
  weightOf: (term: string) => number,
): { text: string; eventId: number } | null {
  const replies = past.said
    .filter(({ isOurs }) => isOurs)
    .map(({ body, eventId }) => ({ eventId, told: inOneLine(sentences(body).filter(says)) }))
    .map((reply) => ({
      ...reply,
      weight: [...new Set(terms(reply.told))].reduce((sum, term) => sum + weightOf(term), 0),
    }));
  const most = Math.max(0, ...replies.map(({ weight }) => weight));
  const last = replies.findLast(({ weight }) => weight > 0 && weight >= tellingShare * most);
  if (!last) return null;
  return {
    text: ofThePast(last.told, grounds, past),
    eventId: last.eventId,
  };
}

/** What was told on a past ticket, for somebody to read: what was its customer's own is left out. */
function ofThePast(told: string, grounds: Grounds, { people }: PastTicket): string {
  return withoutForeign(excerptOf(told, longestAnswer), grounds, people, () => "…");
}

/** How telling the words of past answers are, by how rare they are in what the team knows. */
export async function weightsOf(ctx: Ctx, found: readonly Found[]): Promise<(term: string) => number> {
  const words = found.flatMap(({ past }) => (past ? terms(ourWords(past)) : []));
  return rarityOf(ctx, words);
}

async function rarityOf(ctx: Ctx, words: readonly string[]): Promise<(term: string) => number> {
  const counts = await keptFrequencies(ctx, new Set([...words, allPassages]));
  const size = counts.get(allPassages) ?? 0;
  return (term) => inverseFrequency(counts.get(term) ?? 0, size);
}

/** The sentences analysts wrote on a past ticket, each with its event. */
export function repliesOn(past: PastTicket, grounds: Grounds): { text: string; eventId: number }[] {
  return past.said
    .filter(({ isOurs }) => isOurs)
    .map(({ body, eventId }) => ({ eventId, told: sentences(body).filter(says) }))
    .filter(({ told }) => told.length > 0)
    .map(({ told, eventId }) => ({
      eventId,
      text: ofThePast(inOneLine(told), grounds, past),
    }));
}

function ourWords({ said }: PastTicket): string {
  return said
    .filter(({ isOurs }) => isOurs)
    .map(({ body }) => body)
    .join("\n");
}
