/** Limits that procedures state, read in the words desks write in and held against results of any shape. */
import { describe, expect, test } from "vitest";
import { fitOf, newsOf } from "./branch";
import { measuredBy } from "./stated-limit";

type Result = Record<string, unknown>;

describe("a limit is held against what was measured", () => {
  test.each<[string, Result, boolean]>([
    ["If lag is over 10,000", { lag: 14_200 }, true],
    ["If lag is over 10,000", { lag: 10_000 }, false],
    ["If the lag is at least 10,000", { lag: 10_000 }, true],
    ["If `lag` > 10000", { consumer: { lag: 14_200 } }, true],
    ["If the consumer lag exceeds 5 minutes", { consumer_lag_seconds: 301, members: 3 }, true],
    ["If the consumer lag exceeds 5 minutes", { consumer_lag: "4 min" }, false],
    ["When fewer than 3 replicas are ready", { readyReplicas: 2, wantedReplicas: 3 }, true],
    ["If usage is above 90 %", { usage: 93, limit: 4 }, true],
    ["If usage is above 90 %", { usage_ratio: 0.88 }, false],
    ["Wenn der lag über 10.000 liegt", { lag: 14_200 }, true],
    ["Si lag dépasse 10 000", { lag: 9_000 }, false],
    ["Si el lag es mayor que 500", { lag: 501 }, true],
    ["如果 lag 超过 10000", { lag: 14_200 }, true],
  ])("%s: %j", (when, result, isMet) => {
    expect(measuredBy(when, result)).toMatchObject({ isMet });
  });
});

describe("nothing is guessed", () => {
  test.each<[string, string, Result]>([
    ["where no figure is stated", "If lag is high", { lag: 14_200 }],
    ["where no limit is", "If lag is 10,000", { lag: 14_200 }],
    ["where it is denied", "If lag is not over 10,000", { lag: 4 }],
    ["where two are stated", "If lag is over 10 and errors are over 5", { lag: 14, errors: 9 }],
    ["where two fields may be meant", "If latency is over 500 ms", { latency_p50: 40, latency_p99: 700 }],
    ["where none is", "If lag is over 10,000", { backlog: 14_200 }],
    ["where it counts something else", "If the disk is over 90 %", { disk: "40 GB" }],
    ["where its unit is unknown", "If lag is over 10k", { lag: 14_200 }],
    ["where the tool gives no figure", "If lag is over 10,000", { lag: "unknown" }],
    ["of the items of a list", "If lag is over 10", { partitions: [{ lag: 4 }, { lag: 40 }] }],
  ])("%s", (_, when, result) => {
    expect(measuredBy(when, result)).toBeNull();
  });
});

test("of the cases of a procedure the one whose limit is passed is taken, of several the nearest", () => {
  const fitTo = (when: string, result: Result) =>
    fitOf(
      when,
      newsOf({ subject: "", events: [{ kind: "tool_result", body: "", result }] } as unknown as Parameters<
        typeof newsOf
      >[0]),
    ) ?? 0;
  expect(fitTo("If lag is over 10,000", { lag: 12 })).toBe(0);
  expect(fitTo("If lag is below 10,000", { lag: 12 })).toBeGreaterThan(0.8);
  const far = fitTo("If lag is over 1,000", { lag: 14_200 });
  expect(fitTo("If lag is over 10,000", { lag: 14_200 })).toBeGreaterThan(far);
});
