/** How long the desk's and the agent's reads take on large data, one after the other on an idle connection. */
import type postgres from "postgres";
import type { InboxFilterInput } from "#lib/inbox/model";
import { inboxPage } from "#lib/inbox/queries";
import { searchPassages } from "#lib/knowledge/queries";
import type { Ctx } from "#lib/platform/context";
import { type Figure, quantiles } from "./figures";
import { fillPassages, fillPeople, fillTickets, inFilledDatabase, queues } from "./fill";
import { drawnWord, seeded, vocabulary, word } from "./words";

const rounds = 300;
const warmUp = 20;

/** Pages of the inbox at each size, in tickets. */
export function inboxReads(serverUrl: string, sizes: number[]): Promise<Figure[]> {
  return inFilledDatabase(serverUrl, "bench_tickets", async ({ ctx, sql }) => {
    await fillPeople(sql);
    const figures: Figure[] = [];
    let filled = 0;
    for (const size of sizes) {
      await fillTickets(sql, filled + 1, size);
      filled = size;
      figures.push(...(await inboxAt(ctx, sql, size)));
    }
    return figures;
  });
}

/** Searches of the agent at each size, in passages, for texts as long as a customer's message. */
export function retrieval(serverUrl: string, sizes: number[]): Promise<Figure[]> {
  return inFilledDatabase(serverUrl, "bench_passages", async ({ ctx, sql }) => {
    const figures: Figure[] = [];
    let filled = 0;
    for (const size of sizes) {
      await fillPassages(sql, filled + 1, size);
      filled = size;
      const asked = await messages(sql, size);
      let first = 0;
      const durations = await timed(async (round) => {
        const { text, about } = asked[round] ?? { text: "", about: 0 };
        const [best] = await searchPassages(ctx, { text, limit: 6 });
        if (round < rounds && best?.ref === about) first++;
      });
      const measure = `search among ${named(size)} past cases and articles`;
      figures.push(...quantiles(measure, durations, { atMost: 25 }), {
        measure: `${measure}, the one asked about comes first`,
        value: (100 * first) / rounds,
        unit: "%",
        observations: rounds,
      });
    }
    return figures;
  });
}

async function inboxAt(ctx: Ctx, sql: postgres.Sql, size: number): Promise<Figure[]> {
  const random = seeded(size);
  const views: InboxFilterInput[] = [
    { view: "active" },
    { view: "mine" },
    { view: "unassigned" },
    { view: "proposed" },
    { view: "all" },
    ...Array.from({ length: queues }, (_, place) => ({ view: "active" as const, queueId: place + 1 })),
  ];
  const first = await timed((round) => inboxPage(ctx, views[round % views.length] ?? {}));
  const places = await sql<{ cursor: string }[]>`
    select (extract(epoch from last_event_at) * 1000)::bigint || '.' || id as cursor
    from ticket where id in ${sql(Array.from({ length: rounds + warmUp }, () => 1 + Math.floor(random() * size)))}`;
  const deep = await timed((round) =>
    inboxPage(ctx, views[round % views.length] ?? {}, places[round % places.length]?.cursor ?? null),
  );
  // As often a word everybody uses as one hardly anybody does.
  const searched = await timed(() =>
    inboxPage(ctx, { view: "active", search: word(Math.floor(vocabulary ** random())) }),
  );
  const at = `at ${named(size)} tickets`;
  return [
    ...quantiles(`inbox, first page ${at}`, first, { atMost: 5 }),
    ...quantiles(`inbox, page anywhere ${at}`, deep, { atMost: 5 }),
    ...quantiles(`inbox, search by a word ${at}`, searched),
  ];
}

/** Texts that ask about a passage, in other words for the most part, one of them misspelt. */
export async function messages(sql: postgres.Sql, size: number): Promise<{ text: string; about: number }[]> {
  const random = seeded(size);
  const wanted = Array.from({ length: rounds + warmUp }, () => 1 + Math.floor(random() * size));
  const passages = await sql<{ ref: number; body: string }[]>`
    select ref::int as ref, body from passage where ref in ${sql(wanted)}`;
  return wanted.map((_, place) => {
    const passage = passages[place % passages.length];
    const known = passage?.body.split(" ") ?? [];
    const same = Array.from({ length: 12 }, () => known[Math.floor(random() * known.length)] ?? "");
    const other = Array.from({ length: 18 }, () => drawnWord(random));
    return { text: [...same, ...other, `${drawnWord(random)}x`].join(" "), about: passage?.ref ?? 0 };
  });
}

/** Milliseconds of each round, after a few that warm caches and plans. */
export async function timed(work: (round: number) => Promise<unknown>): Promise<number[]> {
  for (let round = 0; round < warmUp; round++) await work(rounds + round);
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await work(round);
    durations.push(performance.now() - started);
  }
  return durations;
}

function named(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000} M` : `${size / 1_000} k`;
}
