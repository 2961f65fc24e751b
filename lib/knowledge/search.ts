/** From a ticket's words to a short query of rare terms, misspelt ones mended by trigram. */
import { sql } from "drizzle-orm";
import { distance } from "fastest-levenshtein";
import type { Ctx } from "#lib/platform/context";
import { allPassages } from "./passages";
import { type Sentences, sentencesOf } from "./phrases";
import type { Question } from "./question";
import { inverseFrequency, type QueryTerm } from "./rank";
import type { Frequencies } from "./statistics";
import { terms } from "./terms";

export type SearchQuery = {
  terms: QueryTerm[];
  /** What was asked, sentence by sentence. */
  sentences: Sentences;
  /** Which passages are worth ranking, as a text search query; null when no word of the question is known. */
  fetching: string | null;
  /** Passages there are. */
  size: number;
};

const asideCounts = 0.5;
const mendedCounts = 0.5;
/** How fast saying a word again counts for less. */
const repetition = 3;
/** Terms read of a question, kept of it, and kept of those that no passage has. */
const termsRead = 400;
const termsKept = 60;
const unknownKept = 20;

/** Builds the query for a question. */
export async function buildQuery(ctx: Ctx, { text, aside = "" }: Question): Promise<SearchQuery> {
  const said = countTerms(text, aside);
  const { known, mended } = await knownAndMended(ctx, [...said.keys()]);
  const size = known.get(allPassages) ?? 0;
  known.delete(allPassages);
  for (const { term, by, documents } of mended) {
    if (said.has(by)) continue;
    known.set(by, documents);
    said.set(by, scaled(said.get(term), mendedCounts));
  }
  const weighed = [...said].flatMap(([term, counts]): QueryTerm[] => {
    const documents = known.get(term) ?? 0;
    if (documents === 0 && !/^\p{L}+$/u.test(term)) return [];
    const idf = inverseFrequency(documents, size);
    const weight = idf * repeated(counts.all);
    return [{ term, idf, weight, asked: idf * repeated(counts.asked), isKnown: documents > 0 }];
  });
  weighed.sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
  return {
    terms: [
      ...weighed.filter(({ isKnown }) => isKnown).slice(0, termsKept),
      ...weighed.filter(({ isKnown }) => !isKnown).slice(0, unknownKept),
    ],
    sentences: sentencesOf(text),
    fetching: fetchingQuery(known),
    size,
  };
}

type Counts = { all: number; asked: number };

function countTerms(text: string, aside: string): Map<string, Counts> {
  const said = new Map<string, Counts>();
  const add = (term: string, counts: Counts) => {
    const before = said.get(term) ?? { all: 0, asked: 0 };
    if (!said.has(term) && said.size >= termsRead) return;
    said.set(term, { all: before.all + counts.all, asked: before.asked + counts.asked });
  };
  for (const term of terms(text)) add(term, { all: 1, asked: 1 });
  for (const term of terms(aside)) add(term, { all: asideCounts, asked: 0 });
  return said;
}

function scaled(counts: Counts | undefined, by: number): Counts {
  return { all: (counts?.all ?? 0) * by, asked: (counts?.asked ?? 0) * by };
}

function repeated(count: number): number {
  return ((repetition + 1) * count) / (repetition + count);
}

/** Most passages that are fetched for one rare word of theirs alone. */
const fetchedAlone = 120;
/**
 * Comparisons made inside the index, a word with a passage each: it goes through the passages of all the words and asks
 * for every word whether it stands there too. This, not how many passages there are, is what a search takes its time for.
 */
const comparisons = 70_000;
const termsFetching = 24;

/**
 * Passages with one of the rarest words, or with two of the rare ones. A ranked OR over common words takes seconds at a
 * million passages; that two words stand together is worked out inside the inverted index, without reading a passage.
 */
function fetchingQuery(known: Frequencies): string | null {
  const ranked = [...known].filter(([, documents]) => documents > 0).sort(rarestFirst);
  const alone = rarest(ranked, (_, passages) => passages <= fetchedAlone);
  const rare = rarest(ranked, (words, passages) => words <= termsFetching && words * passages <= comparisons);
  const singles = (alone.length > 0 ? alone : ranked.slice(0, 1)).map(([term]) => quoted(term));
  // What has a word that is enough by itself need not be asked whether it has another one beside.
  const paired = rare.map(([term]) => quoted(term)).filter((term) => !singles.includes(term));
  const pairs = paired.slice(0, -1).map((term, place) => {
    return `(${term} & (${paired.slice(place + 1).join(" | ")}))`;
  });
  return singles.length > 0 ? [...singles, ...pairs].join(" | ") : null;
}

type Frequency = [term: string, documents: number];

function rarestFirst([termA, a]: Frequency, [termB, b]: Frequency): number {
  return a - b || (termA < termB ? -1 : 1);
}

/** As many of the rarest terms as are allowed together, by their number and the passages they stand in. */
function rarest(ranked: Frequency[], isAllowed: (words: number, passages: number) => boolean): Frequency[] {
  let passages = 0;
  const end = ranked.findIndex(([, documents], place) => {
    passages += documents;
    return !isAllowed(place + 1, passages);
  });
  return end < 0 ? ranked : ranked.slice(0, end);
}

/** A term as a text search query of its own. */
export function quoted(term: string): string {
  return `'${term.replace(/['\\]/g, "\\$&")}'`;
}

const wordsMended = 8;

type Mended = { term: string; by: string; documents: number };

/**
 * In how many passages each term stands; and for the first unknown words the known ones they may mean: alike by trigram,
 * begun alike, and at most two letters apart. One statement.
 */
async function knownAndMended(ctx: Ctx, said: string[]): Promise<{ known: Frequencies; mended: Mended[] }> {
  const words = said.filter((term) => /^\p{L}{5,}$/u.test(term));
  const rows = await ctx.db.execute<{ term: string; by: string | null; documents: number }>(sql`
    with known as (
      select term, documents from term_frequency where term = any(${sql.param([...said, allPassages])}::text[])
    ), wanted as (
      select term from unnest(${sql.param(words)}::text[]) with ordinality as given(term, place)
      where term not in (select term from known) order by place limit ${wordsMended}
    )
    select term, null as by, documents from known
    union all
    select wanted.term, near.term, near.documents from wanted, lateral (
      select term, documents from term_frequency
      where term % wanted.term and documents > 0
      order by similarity(term, wanted.term) desc, documents desc limit 2
    ) as near`);
  const known: Frequencies = new Map();
  const mended: Mended[] = [];
  for (const { term, by, documents } of rows) {
    if (by === null) known.set(term, documents);
    else if (mayMean(term, by)) mended.push({ term, by, documents });
  }
  return { known, mended };
}

function mayMean(term: string, by: string): boolean {
  return by[0] === term[0] && distance(term, by) <= (term.length < 8 ? 1 : 2);
}
