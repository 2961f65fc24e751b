/** The detector on the part of NAB that is beside the repository, judged as NAB judges. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { nab } from "#lib/cli/nab";
import { nabProfiles, nabScore, probation, type ScoredFile } from "./testing/nab-score";

const archive = "../shared/data/nab_part.tgz";
const isThere = existsSync(archive);
if (!isThere) process.stdout.write(`SKIPPED: ${archive} is not there; NAB's figures are not checked.\n`);
const folder = mkdtempSync(join(tmpdir(), "vigil-nab-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("NAB's way of scoring", () => {
  const windows = [[600, 699]] as const;
  const flagged = (...rows: number[]): ScoredFile => {
    const scores = new Float64Array(1000);
    for (const row of rows) scores[row] = 1;
    return { scores, windows };
  };

  test("is 0 for silence and 100 for the first row of every window", () => {
    expect(nabScore([{ scores: new Float64Array(1000), windows }]).score).toBe(0);
    expect(nabScore([flagged(600)]).score).toBeCloseTo(100, 5);
  });

  test("pays less the later, charges alarms outside, and nothing in the probation", () => {
    const late = nabScore([flagged(690)]).score;
    expect(late).toBeGreaterThan(50);
    expect(late).toBeLessThan(80);
    expect(nabScore([flagged(600, 900)]).score).toBeCloseTo(94.5, 1);
    expect(nabScore([flagged(600, 100)]).score).toBeCloseTo(100, 5);
    expect(nabScore([flagged(600, 300)], nabProfiles.lowFp).score).toBeCloseTo(89, 5);
    expect(probation(22_695)).toBe(750);
  });
});

describe.skipIf(!isThere)("the detector on part of NAB", () => {
  test("reaches the standard profile's goal through the command, each row by the rows before it", async () => {
    execFileSync("tar", ["xzf", archive, "-C", folder]);
    expect(await nab.runOnFiles([folder, "--out", join(folder, "results"), "--name", "vigil"])).toBe(0);
    const results = join(folder, "results", "vigil");
    const files = readdirSync(results, { recursive: true, encoding: "utf8" }).filter((path) =>
      path.endsWith(".csv"),
    );
    expect(files).toHaveLength(34);
    const scored = files.map((file) => readResult(join(results, file)));
    const { score, found, windows } = nabScore(scored);
    expect(windows).toBe(50);
    expect(found).toBeGreaterThan(37);
    expect(score).toBeGreaterThanOrEqual(60);
  });
});

/** Windows are told apart by the gaps between labelled rows. */
function readResult(path: string): ScoredFile {
  const [head, ...lines] = readFileSync(path, "utf8").trim().split("\n");
  expect(head).toBe("timestamp,value,anomaly_score,label");
  const rows = lines.map((line) => line.split(","));
  const windows: [number, number][] = [];
  for (const [row, [, , , label]] of rows.entries()) {
    const last = windows.at(-1);
    if (label !== "1") continue;
    if (last?.[1] === row - 1) last[1] = row;
    else windows.push([row, row]);
  }
  return { scores: rows.map(([, , score]) => Number(score)), windows };
}
