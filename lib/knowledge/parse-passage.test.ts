/** Taking passages apart into title, sections, prose and code. */
import { expect, test } from "vitest";
import { readPassage, standsAlone } from "./parse-passage";

const body = `---
title: Node disk full
weight: 20
---

## Meaning

The root volume of a node has no space left for any program to write.

## Diagnosis

\`\`\`shell
df -h /host
\`\`\`
`;

test("a title in front matter stands beside the passage's own, the rest of it is no text", () => {
  const { title, sections } = readPassage({ title: "Runbook", body });
  expect(title).toEqual(["runbook", "node", "disk", "full"]);
  expect(sections.flatMap(({ prose }) => prose)).not.toContain("weight");
});

test("code is told apart from prose, and a section of few words does not stand alone", () => {
  const { sections } = readPassage({ title: "Runbook", body });
  const [, meaning, diagnosis] = sections;
  expect(meaning && standsAlone(meaning)).toBe(true);
  expect(diagnosis?.code).toEqual(["df", "h", "host"]);
  expect(diagnosis && standsAlone(diagnosis)).toBe(false);
});

test("plain text is one section", () => {
  expect(readPassage({ title: "Invoice", body: "We sent it.\n\nThanks." }).sections).toHaveLength(1);
});
