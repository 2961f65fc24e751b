/**
 * `npx tsx lib/bench/embeddings.ts`: what embeddings cost a search, with an endpoint on this machine that
 * thinks of nothing. `DATABASE_URL` names a server with pgvector, which the embedded one does not have.
 */

import { isOpen, spaceOf } from "#lib/knowledge/embedding-space";
import { searchPassages } from "#lib/knowledge/queries";
import { countVectors } from "#lib/knowledge/vectors";
import { openFilling } from "#lib/models/fill-vectors";
import { noQueryEmbedding, openQueryEmbedding } from "#lib/models/query-embedding";
import { startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import { env } from "#lib/platform/env";
import { type Figure, quantiles, table } from "./figures";
import { fillPassages, inFilledDatabase } from "./fill";
import { messages, timed } from "./reads";

const size = 20_000;
const { DATABASE_URL } = env();
if (!DATABASE_URL) throw new Error("DATABASE_URL is not set. Name a server with pgvector.");
const fake = await startFakeEndpoint({ dimensions: 256 });
const endpoint = { baseUrl: fake.url, apiKey: null, model: "fake-embedding-1" };
const given = async () => endpoint;

const figures = await inFilledDatabase(
  DATABASE_URL,
  "bench_embeddings",
  async ({ ctx, sql }): Promise<Figure[]> => {
    await fillPassages(sql, 1, size);
    const began = performance.now();
    await openFilling(given, 100_000)(ctx, new AbortController().signal);
    const seconds = (performance.now() - began) / 1000;
    const space = await spaceOf(ctx, endpoint.model);
    if (!isOpen(space)) throw new Error(space?.trouble ?? "Nothing was embedded.");
    await sql.unsafe(`vacuum analyze passage_vector_${space.id}`);
    const { embedded } = await countVectors(ctx, space);
    const asked = await messages(sql, size);
    const measured = async (name: string, embedQuery: typeof noQueryEmbedding) => {
      const durations = await timed(async (round) => {
        const { text } = asked[round] ?? { text: "" };
        await searchPassages(ctx, { text, limit: 6, queryEmbedding: embedQuery(ctx, { text, names: [] }) });
      });
      return quantiles(`search among ${size} passages, ${name}`, durations);
    };
    return [
      { measure: `passages embedded, of ${embedded}`, value: embedded / seconds, unit: "/s" },
      ...(await measured("by words", noQueryEmbedding)),
      ...(await measured("by words and embeddings of 256 dimensions", openQueryEmbedding(given))),
    ];
  },
);
await fake.close();
process.stdout.write(`${table(figures)}\n`);
process.exit(0);
