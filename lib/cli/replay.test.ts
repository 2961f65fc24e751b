/** What `vigil replay` says when it cannot do what was asked, before anything is replayed; and how it explains itself. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { replay } from "./replay";
import { timeLeft, UsageError } from "./subcommand";

let folder: string;
let one: string;
let empty: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-replay-"));
  one = join(folder, "one.jsonl");
  empty = join(folder, "empty.jsonl");
  const events = [{ t: 1, who: "User", act: "utter", text: "hi" }];
  writeFileSync(one, `${JSON.stringify({ id: 1, opened: 1, events })}\n`);
  writeFileSync(empty, "\n\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Refused before a database is asked for anything. */
const noDatabase = {} as Ctx["db"];
const asked = (...words: string[]) => replay.run(systemCtx("cli", noDatabase), words);

test.each([
  [[], "Name the file of dialogues"],
  [["FILE", "--from", "x"], "--from takes a whole number from 1 on."],
  [["FILE", "--to", "0"], "--to takes a whole number from 1 on."],
  [["FILE", "--freeze-after=-1"], "--freeze-after takes a whole number."],
  [["FILE", "--model", "best"], "--model is apprentice or llm."],
  [["FILE", "--speed", "1"], "only supported speed"],
  [["FILE", "--from", "2"], "--from 2 is after ticket 1, the last"],
  [["EMPTY"], "empty.jsonl contains no dialogue."],
  [["FILE", "--articles", "NONE"], "none is no folder that can be read. Nothing was replayed."],
  [["FILE", "--articles", "FOLDER"], "holds no Markdown file. Nothing was replayed."],
] as const)("%j is refused: %s", async (words, sentence) => {
  const paths: Record<string, string> = {
    FILE: one,
    EMPTY: empty,
    FOLDER: folder,
    NONE: join(folder, "none"),
  };
  const named = words.map((word) => paths[word] ?? word);
  const out = named.length > 0 ? ["--json", join(folder, "out.json")] : [];
  await expect(asked(...named, ...out)).rejects.toThrow(sentence);
  await expect(asked(...named, ...out)).rejects.toThrow(UsageError);
});

test("an output that cannot be written is refused before the work, not after it", async () => {
  await expect(asked(one, "--json", join(folder, "none", "out.json"))).rejects.toThrow("does not exist");
  await expect(asked(one, "--json", folder)).rejects.toThrow("is a folder");
  await expect(asked(join(folder, "none.jsonl"), "--json", join(folder, "out.json"))).rejects.toThrow(
    "none.jsonl does not exist.",
  );
});

test("--help prints the usage and is no error", async () => {
  const vigil = (...words: string[]) => promisify(execFile)("npx", ["tsx", "lib/cli.ts", ...words]);
  const [all, ours] = await Promise.all([vigil("--help"), vigil("replay", "--help")]);
  expect(all.stdout).toContain("vigil -- audit verify");
  expect(ours.stdout).toContain("vigil -- replay star FILE");
  expect(ours.stdout).not.toContain("audit verify");
});

test("the time left is told in the unit one plans by", () => {
  expect([4_200, 119_000, 121_000, 3_600_000, 3 * 3_600_000 + 60_000].map(timeLeft)).toEqual([
    "5 s",
    "119 s",
    "3 min",
    "60 min",
    "3 h 1 min",
  ]);
});
