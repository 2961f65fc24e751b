/** A STAR line becomes what a desk would have seen; everything else stays with the evaluator. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseStarLine, readStarFile } from "./star";

const line = JSON.stringify({
  id: 7,
  opened: 100,
  closed: 190,
  level: "Complete",
  tasks: ["b_task", "a_task"],
  domains: ["secret_domain"],
  happy: true,
  multi: true,
  wizard: "w",
  user: "u",
  events: [
    { t: 100, who: "User", act: "utter", text: "hi" },
    { t: 101, who: "Wizard", act: "select_task" },
    {
      t: 120,
      who: "Wizard",
      act: "pick_suggestion",
      text: "Hello?",
      label: "hello_label",
      options: ["hello_label"],
    },
    {
      t: 140,
      who: "Wizard",
      act: "query",
      api: "find",
      constraints: [
        { Name: 'api.is_equal_to("Ann ")' },
        { Max: "api.is_at_most(5)" },
        { Pin: "0123" },
        { Paid: "True" },
        { Sides: 'api.is_one_of(["n","s"])' },
        { Note: "null" },
      ],
    },
    { t: null, who: "KnowledgeBase", act: "return_item", api: "find" },
    { t: 130, who: "Wizard", act: "utter", text: "One moment" },
    { t: 190, who: "User", act: "complete" },
  ],
});

test("events, times and arguments are read", () => {
  const { dialogue } = parseStarLine(line);
  expect(dialogue.events.map((event) => event.kind)).toEqual([
    "customer_message",
    "analyst_reply",
    "tool_call",
    "tool_result",
    "analyst_reply",
  ]);
  // Times never run backwards, and a result has the time of its call.
  expect(dialogue.events.map((event) => event.at / 1000)).toEqual([100, 120, 140, 140, 140]);
  expect(dialogue.closedAt).toBe(190_000);
  expect(dialogue.events[2]).toMatchObject({
    arguments: {
      Name: "Ann",
      Max: { operator: "is_at_most", value: 5 },
      Pin: "0123",
      Paid: true,
      Sides: { operator: "is_one_of", value: ["n", "s"] },
      Note: null,
    },
  });
  expect(dialogue.events[3]).toMatchObject({ result: null });
});

test("labels, options, tasks and domains stay out of the dialogue", () => {
  const { dialogue, truth } = parseStarLine(line);
  const seen = JSON.stringify(dialogue);
  for (const secret of ["hello_label", "a_task", "b_task", "secret_domain", "happy", "options"]) {
    expect(seen).not.toContain(secret);
  }
  expect(truth).toEqual({
    labels: [null, "hello_label", null, null, null],
    kind: "a_task+b_task",
    singleKind: false,
  });
});

test("a line that is no ticket is refused", () => {
  expect(() => parseStarLine('{"id":"x"}')).toThrow();
});

test("a line no desk could keep is left out and named, the others are read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "star-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "odd.jsonl");
  const with_ = (changes: object) => JSON.stringify({ ...JSON.parse(line), ...changes });
  const said = (text: string) => with_({ events: [{ t: 100, who: "User", act: "utter", text }] });
  const odd = [said("a\0b"), with_({ wizard: "\ud800" }), with_({ opened: 1e13 }), said("x".repeat(64_001))];
  writeFileSync(path, [...odd, line].join("\n"));
  const faults: { line: number; why: string }[] = [];
  const read = [];
  for await (const one of readStarFile(path, (fault) => faults.push(fault))) read.push(one.dialogue.id);
  expect(read).toEqual([7]);
  expect(faults.map((fault) => fault.line)).toEqual([1, 2, 3, 4]);
  expect(faults.map(({ why }) => why.split(/[ :]/)[0])).toEqual([
    "events.0.text",
    "wizard",
    "opened",
    "events.0.text",
  ]);
});

test("fields nobody knows are passed over, and those that may be missing are", () => {
  const events = [
    { t: 5, who: "User", act: "utter", text: "hi", mood: "fine" },
    { who: "Wizard", act: "query", api: "find", constraints: [{ Max: 5 }] },
    { who: "KnowledgeBase", act: "return_item", api: "find", item: null },
  ];
  const { dialogue, truth } = parseStarLine(JSON.stringify({ id: 1, opened: 4, extra: [1], events }));
  expect(dialogue).toMatchObject({ openedAt: 4_000, closedAt: 5_000 });
  expect(dialogue.events[1]).toMatchObject({ arguments: { Max: 5 } });
  expect(truth.singleKind).toBe(false);
});

describe("a file", () => {
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), "vigil-star-"));
    onTestFinished(() => rmSync(made, { recursive: true }));
    return made;
  };
  const read = async (name: string, content: string | Buffer | null, faults?: unknown[]) => {
    const path = join(folder(), name);
    if (content !== null) writeFileSync(path, content);
    const ids: number[] = [];
    for await (const { dialogue } of readStarFile(path, faults && ((fault) => faults.push(fault))))
      ids.push(dialogue.id);
    return ids;
  };

  test("may end its lines as Windows does, hold empty ones, and begin with a byte order mark", async () => {
    expect(await read("a.jsonl", `\uFEFF${line}\r\n\r\n${line}\r\n`)).toEqual([7, 7]);
  });

  test("is gzipped when its first bytes say so, whatever its name says", async () => {
    expect(await read("a.jsonl.gz", line)).toEqual([7]);
    expect(await read("a.jsonl", gzipSync(line))).toEqual([7]);
    expect(await read("a.jsonl.gz", "")).toEqual([]);
  });

  test("with a line that is no dialogue says which, and is read on when that is wanted", async () => {
    const content = `${line}\n{"id":\n${line}\n{"id":"x"}\n`;
    await expect(read("a.jsonl", content)).rejects.toThrow(
      /Line 2 of .*a\.jsonl is no dialogue: it is no JSON/,
    );
    const faults: unknown[] = [];
    expect(await read("a.jsonl", content, faults)).toEqual([7, 7]);
    expect(faults).toEqual([
      { line: 2, why: "it is no JSON." },
      { line: 4, why: expect.stringMatching(/^id: /) },
    ]);
  });

  test("that unpacks to one endless line ends with a sentence, and is not held in memory", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, "a"));
    await expect(read("a.jsonl.gz", bomb)).rejects.toThrow(/has a line of more than 20 MB/);
  });

  test("that is missing, cut short or damaged says so", async () => {
    const zipped = gzipSync(Array.from({ length: 50 }, () => line).join("\n"));
    await expect(read("a.jsonl", null)).rejects.toThrow(/a\.jsonl does not exist/);
    await expect(read("a.gz", zipped.subarray(0, zipped.length - 20))).rejects.toThrow(/cut short/);
    const damaged = Buffer.from(zipped);
    damaged.fill(0xff, 12, 30);
    await expect(read("a.gz", damaged)).rejects.toThrow(/damaged/);
  });
});
