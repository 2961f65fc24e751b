/** Recall and precision of redaction on a public set of synthetic personal data; skipped where the set is not at hand. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { redact } from "./redact";

const folder = process.env.VIGIL_SHARED_DATA ?? new URL("../../../shared/data", import.meta.url).pathname;
const path = `${folder}/pii_presidio_synth_v2.json`;
const isThere = existsSync(path);
if (!isThere) process.stderr.write(`SKIPPED: redaction on data, because ${path} is not there.\n`);

const Sample = z.object({
  full_text: z.string(),
  spans: z.array(
    z.object({
      entity_type: z.string(),
      entity_value: z.string(),
      start_position: z.number(),
      end_position: z.number(),
    }),
  ),
});

/** Least share of each kind that must be found, and least share of what is called so that is private at all. */
const goals = {
  EMAIL: { entity: "EMAIL_ADDRESS", recall: 0.95, precision: 0.95 },
  CARD: { entity: "CREDIT_CARD", recall: 0.95, precision: 0.95 },
  SSN: { entity: "US_SSN", recall: 0.95, precision: 0.95 },
  IBAN: { entity: "IBAN_CODE", recall: 0.95, precision: 0.95 },
  IP: { entity: "IP_ADDRESS", recall: 0.95, precision: 0.85 },
  PHONE: { entity: "PHONE_NUMBER", recall: 0.8, precision: 0.8 },
} as const;

test.skipIf(!isThere)("finds what it promises to find", () => {
  const samples = z.array(Sample).parse(JSON.parse(readFileSync(path, "utf8")));
  const redacted = samples.map((sample) => ({ sample, found: redact(sample.full_text).found }));
  const table = Object.entries(goals).map(([type, goal]) => {
    let [total, hidden, called, right] = [0, 0, 0, 0];
    for (const { sample, found } of redacted) {
      const wanted = sample.spans.filter(({ entity_type }) => entity_type === goal.entity);
      const mine = found.filter((one) => one.type === type);
      total += wanted.length;
      hidden += wanted.filter(({ entity_value }) =>
        found.some(({ value }) => value.includes(entity_value)),
      ).length;
      called += mine.length;
      right += mine.filter(({ value }) =>
        sample.spans.some(({ entity_value }) => value.includes(entity_value) || entity_value.includes(value)),
      ).length;
    }
    return { type, n: total, recall: hidden / total, precision: right / called };
  });
  console.table(
    table.map((row) => ({ ...row, recall: row.recall.toFixed(3), precision: row.precision.toFixed(3) })),
  );
  for (const { type, recall, precision } of table) {
    const goal = goals[type as keyof typeof goals];
    expect(recall, `recall of ${type}`).toBeGreaterThanOrEqual(goal.recall);
    expect(precision, `precision of ${type}`).toBeGreaterThanOrEqual(goal.precision);
  }
});
