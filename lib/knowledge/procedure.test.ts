/** Reading procedures: shapes desks write them in, and that nothing is invented or left hanging. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { readProcedure } from "./procedure";

/** What each step says to the customer, else what it tells the analyst, with its case in front. */
const read = (text: string) =>
  readProcedure(text).map(({ text: line, wording, when }) =>
    [when && `[${when}]`, wording === null ? line : `“${wording}”`].filter(Boolean).join(" "),
  );

describe("the words to say", () => {
  test.each([
    ['1. Ask: "Which host is it?"', "“Which host is it?”"],
    ["1. Ask the customer: Which host is it?", "“Which host is it?”"],
    ["- Say “It works again, {name}.”", "“It works again, {name}.”"],
    ['* Ask for the order number ("What is your order number?").', "“What is your order number?”"],
    ['1. **Then tell them:** "We are on it."', "“We are on it.”"],
    ["Tell the customer:\n\n> We are on it.\n> It takes a day.", "“We are on it. It takes a day.”"],
    ['1. "Which host is it?"', "“Which host is it?”"],
  ])("%j", (text, wording) => {
    expect(read(text)).toEqual([wording]);
  });

  test.each([
    '1. Ask the storage team: "Could you look at it?"',
    '1. Check that the status says "Ready for use."',
    '1. Tell the on-call lead: "You are needed."',
    "1. Confirm: the pods run.",
    "1. Ask for the order number.",
    '1. Verify that the logs say "You are out of memory."',
    "1. Ask: order number, region",
  ])("%j holds none for a customer", (text) => {
    expect(readProcedure(text)).toMatchObject([{ wording: null }]);
  });

  test.each([
    ["1. Check `df -h` and **note** it.", "Check df -h and note it."],
    ["1. 请运行`restart`命令", "请运行restart命令"],
    ["1. Compare 2**3 with ke`y.", "Compare 2**3 with ke`y."],
  ])("of %j the marks of Markdown are no words, and what only looks like one stays", (text, line) => {
    expect(read(text)).toEqual([line]);
  });

  test("what is done and what is said in one line are two steps", () => {
    expect(read('1. Run disk_usage(host), then say "The disk of {Host} is full."')).toEqual([
      "Run disk_usage(host)",
      "“The disk of {Host} is full.”",
    ]);
  });
});

describe("cases", () => {
  test("stand before a colon, a comma or an arrow, and over what is below them", () => {
    const text = `1. If the disk is full: say "We clean it up."
2. If the pod fails, restart the pod.
3. If the host is gone:
   - Page the lead
   - Say "We look into it."
4. Yes → Close the ticket
5. Otherwise, wait for the result.`;
    expect(read(text)).toEqual([
      "[If the disk is full] “We clean it up.”",
      "[If the pod fails] If the pod fails, restart the pod.",
      "[If the host is gone] Page the lead",
      "[If the host is gone] “We look into it.”",
      "[Yes] Yes → Close the ticket",
      "[Otherwise] Otherwise, wait for the result.",
    ]);
  });
});

describe("runbooks", () => {
  test("what is only to be known is no step; prose orders by its verbs; code belongs to the line above", () => {
    const text = `---
title: Disk
---
# DiskFull
## Meaning
- The disk is full.
## Diagnosis
Check the size of the volume:
\`\`\`sh
df -h
du -s *
\`\`\`
The size is often wrong. See [the guide](https://example.com/a).
## Mitigation
- Remove old logs
- \`data\`: the volume of the database
    `;
    expect(readProcedure(text)).toMatchObject([
      { text: "Check the size of the volume:", code: ["df -h", "du -s *"] },
      { text: "See the guide." },
      { text: "Remove old logs", code: [] },
    ]);
  });

  test("a line above code says what the code is for; a note and a list of what may be are no orders", () => {
    const text = `## Mitigation
NOTE:
To view all of the volumes:

    volumes --all

Check these:

- \`size\`: of the volume
Other causes:

- no memory left on it`;
    expect(readProcedure(text)).toMatchObject([
      { text: "To view all of the volumes:", code: ["volumes --all"] },
      { text: "Check these:" },
    ]);
  });

  test("nested lists keep their order, and an open fence ends with the text", () => {
    const text = "1. Open the console\n   1. Choose Storage\n   2. Run:\n      ```\n      grow_volume --now";
    expect(readProcedure(text)).toMatchObject([
      { text: "Open the console" },
      { text: "Choose Storage" },
      { text: "Run:", code: ["      grow_volume --now"] },
    ]);
  });
});

describe("languages and line ends", () => {
  test("German", () => {
    const text = `## Vorgehen\r
1. Fragen Sie den Kunden: „Welcher Rechner ist es?“\r
2. Prüfen Sie die Platte mit \`disk_usage\`.\r
3. Falls die Platte voll ist: sagen Sie „Wir räumen auf, {Name}.“\r
4. Sonst: Den Lead informieren.\r
\r
## Auswirkung\r
- Schreiben scheitert.\r
`;
    expect(read(text)).toEqual([
      "“Welcher Rechner ist es?”",
      "Prüfen Sie die Platte mit disk_usage.",
      "[Falls die Platte voll ist] “Wir räumen auf, {Name}.”",
      "[Sonst] Sonst: Den Lead informieren.",
    ]);
  });

  test("Chinese", () => {
    const text = `## 处理步骤
1. 询问客户：“请问您的订单号是多少？”
2、查询订单 find_order。
（3）如果重复扣款：告诉客户“订单{订单}重复扣款，我们会退款。”

否则，请说“只有一次扣款。”`;
    expect(read(text)).toEqual([
      "“请问您的订单号是多少？”",
      "查询订单 find_order。",
      "[如果重复扣款] “订单{订单}重复扣款，我们会退款。”",
      "[否则] “只有一次扣款。”",
    ]);
  });
});

describe("any text", () => {
  test("nothing is no procedure", () => {
    for (const text of ["", "\n\n", "---\ntitle: x\n---\n", "Volumes cannot shrink.", "# Only a title"])
      expect(readProcedure(text)).toEqual([]);
  });

  test.each([
    ["list items", '1. Ask: "Is it you?"\n'.repeat(50_000)],
    ["one line", `1. If ${"a, then b: ".repeat(80_000)}`],
    ["open quotations", '1. Say "x '.repeat(50_000)],
    ["brackets", `1. Run ${"[(<{".repeat(80_000)}`],
    ["emphasis", `1. ${"**_`a ".repeat(80_000)}`],
    ["white space", `1. Ask${" ".repeat(300_000)}x`],
    ["front matter", `---\n${"a: b\n".repeat(60_000)}`],
    ["comments", "<!--".repeat(80_000)],
  ])("a huge text of %s is read in bounded time", (_, text) => {
    const cost = processorTime(() => expect(readProcedure(text).length).toBeLessThanOrEqual(200));
    expect(cost).toBeLessThan(5_000);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      ...'#|-|1.|2)|>|```|If|Otherwise|:|,|Ask|Say|the customer|"|“|”|„|{name}|<id>|[x](y)|**|`|\n|\n\n|    |Check|Yes →|then|如果|请说|。|\r\n|?'.split(
        "|",
      ),
    ),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 6 }),
  );
  const markdown = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(" "));

  test("it never throws, and says nothing that does not stand there in this order", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const there = text.replace(/\s/g, "");
        for (const { text: line, wording, when, code } of readProcedure(text))
          for (const said of [line, wording ?? "", when ?? "", ...code])
            expect(isSubsequence(said.replace(/\s/g, ""), there)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
  });
});

/** By UTF-16 units. */
function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (let place = 0; place < whole.length && at < part.length; place++) if (whole[place] === part[at]) at++;
  return at === part.length;
}

test("a case in bold with an order behind it is a step for that case; one that explains is none", () => {
  const steps = readProcedure(
    "- **Charged twice**: apologise, start the refund at once.\n- **Invoice**: the document of a month.\n- __Zahlung abgelehnt__: Prüfen Sie die Karte.",
  );
  expect(steps).toMatchObject([
    { when: "Charged twice", text: "Charged twice: apologise, start the refund at once." },
    { when: "Zahlung abgelehnt" },
  ]);
});
