/** A source of metrics of the test's own, and requests to the routes as Prometheus and OpenTelemetry send them. */
import { beforeEach, vi } from "vitest";
import { createMetricSource } from "#lib/metrics/commands";
import { ingestSamples } from "#lib/metrics/ingest";
import type { EncodedSeries } from "#lib/metrics/testing/encode";
import { keptSeries } from "#lib/metrics/testing/kept";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { POST as postChange } from "../changes/route";
import { POST as postOtlp } from "../v1/metrics/route";
import { POST as postWrite } from "../write/route";

type Sent = { body: BodyInit; type?: string; encoding?: string | null; secret?: string };

/** Each test of the file finds the environment in which secrets are sealed. */
export function secretForEach(): void {
  beforeEach(() => {
    vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  });
}

let serial = 0;

/** A new source: its requests, with its own secret unless another is named, and what is kept of them. */
export async function newSource(ctx: Ctx, limits: { seriesLimit?: number } = {}) {
  const source = await createMetricSource(ctx, {
    id: `prom-${++serial}`,
    name: "Prometheus",
    kind: "push",
    ...limits,
  });
  const route = (id = source.id) => ({ params: Promise.resolve({ source: id }) });
  const request = ({
    body,
    type = "application/x-protobuf",
    encoding = "snappy",
    secret = source.secret,
  }: Sent): Request => {
    const headers = {
      "content-type": type,
      authorization: `Bearer ${secret}`,
      ...(encoding && { "content-encoding": encoding }),
    };
    return new Request("http://vigil.test/", { method: "POST", headers, body });
  };
  return {
    source,
    /** Remote write; `to` is another source's address. */
    write: (sent: Sent, to?: string) => postWrite(request(sent), route(to)),
    otlp: (sent: Sent) => postOtlp(request(sent), route()),
    tellChange: (body: unknown) =>
      postChange(request({ body: JSON.stringify(body), type: "application/json", encoding: null }), route()),
    seriesRows: () => keptSeries(ctx, source.id),
  };
}

/** Takes in what waits; returns the number of samples. */
export const ingest = (ctx: Ctx) => ingestSamples(systemCtx("metrics", ctx.db));

/** A minute ago, in milliseconds since 1970. */
export const now = () => Date.now() - 60_000;

/** A series with these values, one every `step` milliseconds, the last at `end`. */
export function gauge(
  name: string,
  values: readonly number[],
  { step = 60_000, end = now() } = {},
): EncodedSeries {
  const first = end - (values.length - 1) * step;
  return {
    labels: { __name__: name, job: "checkout", instance: "a:9100" },
    samples: values.map((value, at) => ({ time: Math.round(first + at * step), value })),
  };
}
