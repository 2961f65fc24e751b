/** The detector on the part of NAB that is beside the repository, judged as NAB judges. */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { nab } from "#lib/cli/nab";
import { nabScores } from "./nab";
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

describe("series of any kind", () => {
  const text = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");
  const noise = (row: number) => ((row * 7919) % 101) / 101;
  const rowsOf = (length: number, value: (row: number) => number, time = (row: number) => row * 300) =>
    Array.from({ length }, (_, row) => ({ timestamp: text(1.7e9 + time(row)), value: String(value(row)) }));
  const isOut = (row: number) => row >= 2000 && row < 2020;
  const plain = (row: number) => noise(row) + (isOut(row) ? 20 : 0);

  test("get a score between 0 and 1 for every row", () => {
    const values = fc.oneof(
      fc.double(),
      fc.integer({ min: -9, max: 9 }),
      fc.constant(Number.MAX_VALUE),
      fc.constant(0),
    );
    const times = fc.oneof(
      fc.integer({ min: 0, max: 4e9 }).map(text),
      fc.constantFrom("", "no time", "2026"),
    );
    const rows = fc.array(
      fc.record({ timestamp: times, value: fc.oneof(values.map(String), fc.constant("")) }),
      {
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const scores = nabScores(all);
        expect(scores).toHaveLength(all.length);
        for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["whole numbers", rowsOf(3000, (row) => Math.round(3 * noise(row)) + (isOut(row) ? 60 : 0))],
    ["far below zero", rowsOf(3000, (row) => -1e6 + 10 * plain(row))],
    ["huge", rowsOf(3000, (row) => 1e140 * (1 + plain(row)))],
    ["minute", rowsOf(3000, (row) => 1e-12 * plain(row))],
    ["constant but for the end", rowsOf(3000, (row) => (isOut(row) ? 43 : 42))],
    ["each time told twice", rowsOf(3000, plain, (row) => 300 * Math.floor(row / 2))],
    ["all at one time", rowsOf(3000, plain, () => 0)],
    ["set back by two hours", rowsOf(3000, plain, (row) => 300 * (row >= 1990 ? row - 24 : row))],
    ["with gaps of days", rowsOf(3000, plain, (row) => row * 300 + 800_000 * Math.floor(row / 400))],
    ["without times", rowsOf(3000, plain).map((row) => ({ ...row, timestamp: "" }))],
  ])("%s: what is unusual stands out where it begins", (_, rows) => {
    const scores = nabScores(rows);
    const judged = [...scores.entries()].slice(450).sort(([, a], [, b]) => b - a);
    expect(judged[0]?.[0]).toBe(2000);
  });

  test("one absurd value is unusual itself and hides nothing that follows", () => {
    const scores = nabScores(rowsOf(4000, (row) => (row === 1200 ? 1e300 : plain(row))));
    const best = [...scores.entries()].slice(600).sort(([, a], [, b]) => b - a);
    expect(
      best
        .slice(0, 2)
        .map(([row]) => row)
        .sort((a, b) => a - b),
    ).toEqual([1200, 2000]);
  });
});

describe("odd files", () => {
  const run = async (file: string, text: string, labels?: string) => {
    const root = mkdtempSync(join(folder, "odd-"));
    mkdirSync(join(root, "data", "odd"), { recursive: true });
    mkdirSync(join(root, "labels"));
    writeFileSync(join(root, "data", "odd", file), text);
    if (labels !== undefined) writeFileSync(join(root, "labels", "combined_windows.json"), labels);
    await nab.runOnFiles([root, "--out", join(root, "results"), "--name", "vigil"]);
    return readFileSync(join(root, "results", "vigil", "odd", `vigil_${file}`), "utf8")
      .trim()
      .split("\n");
  };
  const one = "timestamp,value\n2014-04-01 00:00:00,20.0\n";

  test("that are empty, of one row, without numbers or out of order have a result a row", async () => {
    expect(await run("empty.csv", "")).toHaveLength(1);
    expect(await run("header.csv", "timestamp,value\n")).toHaveLength(1);
    expect(await run("one.csv", one, '{"odd/another.csv": []}')).toHaveLength(2);
    const rows = `${one}2014-03-01 00:00:00,NaN\n2014-05-01 00:00:00,Infinity\nsoon,\n`;
    for (const line of (await run("rows.csv", rows)).slice(1))
      expect(Number(line.split(",")[2])).toBeGreaterThanOrEqual(0);
  });

  test("that cannot be read are named in a sentence", async () => {
    await expect(run("quote.csv", 'timestamp,value\n"2014-04-01')).rejects.toThrow(
      /quote\.csv is no CSV: Quote/,
    );
    await expect(run("time.csv", "time,val\n1,2\n")).rejects.toThrow(/time\.csv has no columns timestamp/);
    for (const labels of [
      "{",
      "[]",
      '{"odd/one.csv": "soon"}',
      '{"odd/one.csv": [["x"]]}',
      '{"odd/one.csv": null}',
    ])
      await expect(run("one.csv", one, labels)).rejects.toThrow(/combined_windows\.json holds no windows/);
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
