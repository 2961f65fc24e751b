/** Native histograms by remote write: count and sum are kept, what is refused is not told as written, and an end is no reading. */
import { uncompress } from "snappyjs";
import { expect, test } from "vitest";
import { type EncodedSeries, remoteWrite2Body, remoteWriteBody } from "../testing/encode";
import { readBody } from "./read";

const histogram = { count: 7, sum: 3.5, time: 1_000 };
const latency = (histogram: EncodedSeries["histogram"], labels: Record<string, string> = {}) => ({
  labels: { __name__: "latency_seconds", ...labels },
  samples: [],
  histogram,
});

for (const [format, encoded] of [
  ["remote_write_1", (series: EncodedSeries[]) => remoteWriteBody(series)],
  ["remote_write_2", (series: EncodedSeries[]) => remoteWrite2Body(series)],
] as const) {
  const read = async (...series: EncodedSeries[]) => {
    const batch = await readBody(format, new Uint8Array(uncompress(encoded(series))));
    return { ...batch, kept: batch.series.map(({ name, values }) => [name, ...values]) };
  };

  test(`count and sum are two counters of one histogram (${format})`, async () => {
    const { kept, histograms, samples, refused } = await read(latency(histogram));
    expect(kept).toEqual([
      ["latency_seconds_count", 7],
      ["latency_seconds_sum", 3.5],
    ]);
    expect({ histograms, samples, refused }).toEqual({ histograms: 1, samples: 2, refused: 0 });
  });

  test(`the last word of a series that is gone is no count of 0 (${format})`, async () => {
    const { kept, histograms } = await read(latency({ count: 0, sum: Number.NaN, time: 2_000 }));
    expect([kept, histograms]).toEqual([[], 0]);
  });

  test(`one that cannot be kept is refused once, and not told as written (${format})`, async () => {
    const { histograms, samples, refused, reasons } = await read(
      latency(histogram),
      latency(histogram, { path: "x".repeat(3_000) }),
    );
    expect({ histograms, samples, refused }).toEqual({ histograms: 1, samples: 2, refused: 1 });
    expect([...reasons]).toEqual(["a label's value is longer than 2048 characters"]);
  });
}
