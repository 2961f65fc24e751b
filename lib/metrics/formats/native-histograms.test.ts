/** Native histograms by remote write: count and sum are kept, what is refused is not told as written, and an end is no reading. */
import { uncompress } from "snappyjs";
import { expect, test } from "vitest";
import { type EncodedSeries, remoteWrite2Body, remoteWriteBody } from "../testing/encode";
import { readBody, unsnap } from "./read";

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

/** What Prometheus 2.42 with `--enable-feature=native-histograms` sent of a gauge and a histogram of one schema, spans and deltas, within five scrapes. */
const recorded = `
yxrwSQplChgKCF9fbmFtZV9fEgxxdWV1ZV9sZW5ndGgKGwoIaW5zdGFuY2USDzEyNy4wLjAuMTozOTQxMQoLCgNqb2ISBHNob3AK
DQoFBTokEgRtYWlsEhAJAAUBMBxAEJ6L6+miNApMCg4dZwgCdXCmXQAVTgTwPxFOCGEKIx1OXBdzY3JhcGVfZHVyYXRpb25fc2Vj
b25kc7JjABjhePJ0pLagFWMIYAoiHWMAFg1jHHNhbXBsZXNfCQ8AZLJiACUSBAAANRMIbwoxHWIAJQlTFWJUcG9zdF9tZXRyaWNf
cmVsYWJlbGluZ/JxAAhdCh8dcQATEXEgZXJpZXNfYWRk+tAAAH4BnVVKHA9yZXF1ZXN0xo0BSAoMCgRwYXRoEgQvcGF5IicICBkp
O1wQQCAGKbu919nffNs9MAFaAhACYgIEBnhNY/7KAn7KAgSGk/7KAi7KAg1O/soCSsoCHI3Xy9XglGE/EWP+ygJqygINxf7KAqbK
Ag1xAFT+ygIuygIABxFW/sECYsECAAtNwQAWUsECBAx4Ddb+wQJ+wQIE7pr+wQIuwQINTv7BAkrBAhyfWsRK4U5dPxFj/sECasEC
DcUAb/6LBaKLBQ1x/sECOsECDVb+wQJiwQIADk3BABxSwQIEEngNgP7BAn7BAgTWov7BAi7BAg1O/sECSsECHKg2XtifZlY/EWP+
wQJqwQINxf7BAqbBAg1x/sECOsECDVb+wQJiwQIAEU3BACFSwQIEGHgNgABD6qYKDAcQvqpFn/5RAkpRAhwWQZ6IPlJWPxFj/lEC
alECDcX+UQKaUQIA8BXT/lECOlECDccAa/6UClaUChAUCAAZAhKVCijwfzAAeL6q6+miNA==`;

test("a real Prometheus sends them beside its gauges, each scrape a series of its own", async () => {
  const { series, histograms, refused } = await readBody(
    "remote_write_1",
    unsnap(Buffer.from(recorded, "base64")),
  );
  const kept = series
    .filter(({ name }) => name.startsWith("request_seconds"))
    .map(({ name, labels, isCounter, values }) => ({
      name,
      isCounter,
      values,
      path: new Map(labels).get("path"),
    }));
  expect(kept).toEqual(
    [8, 11, 14, 17].flatMap((count) => [
      { name: "request_seconds_count", isCounter: true, values: [count], path: "/pay" },
      { name: "request_seconds_sum", isCounter: true, values: [count / 2], path: "/pay" },
    ]),
  );
  expect(series.filter(({ name }) => name === "queue_length").map(({ values }) => values)).toEqual(
    [7, 7, 7, 7].map((length) => [length]),
  );
  expect([histograms, refused]).toEqual([4, 0]);
});
