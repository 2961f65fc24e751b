/** Exports of many systems, in the shapes they write, come in whole: subject, people, sides, times, and no note as a reply. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ImportFormat } from "./model";
import { readAsGuessed } from "./testing/said";

const folder = join(import.meta.dirname, "testing/exports");
const files = readdirSync(folder).filter((name) => /\.(csv|tsv|json|jsonl)$/.test(name));
const formatOf = (name: string): ImportFormat => (/\.jsonl?$/.test(name) ? "jsonl" : "csv");
const read = (name: string) => readAsGuessed(readFileSync(join(folder, name)), { format: formatOf(name) });

test.each(files)("%s", async (name) => {
  await expect(read(name).text).toMatchFileSnapshot(join(folder, `${name}.txt`));
});

/** What only the desk may read, by file: each of these texts is a note wherever it stands. */
test.each([
  ["service-now.csv", ["Host h-7 was full.", "Old CA in his profile."]],
  ["service-now-labels.csv", ["Host h-7 was full."]],
  ["zammad.csv", ["Toner war schon letzte Woche leer."]],
  ["znuny.csv", ["Bekanntes Problem mit 5.7."]],
  ["request-tracker.tsv", ["Quota was 10 GB only."]],
  ["os-ticket.csv", ["Host was full."]],
  ["zendesk.jsonl", ["Host was full, see h-7."]],
  ["freshdesk.json", ["The carrier lost it, I think."]],
  ["freshdesk-figures.json", ["The carrier lost number 1, I think."]],
  ["jira.json", ["Spool of host h-1 was full again.", "Customer 1 is late with paying."]],
  ["intercom.json", ["Her card expired last week."]],
  ["joined-threads.csv", ["Card expired."]],
  ["kept-log.csv", ["Toner schon wieder."]],
  ["articles.json", ["Known bug in 5.7"]],
  ["help-scout.json", ["She is a customer since 2019."]],
])("what customers never read in %s is a note", (name, texts) => {
  const lines = read(name).text.split("\n");
  for (const text of texts)
    expect(lines.filter((line) => line.includes(text)).map((line) => line.split(" | ")[1])).toEqual(["note"]);
});

test.each([
  ["Windows-1252", (text: string) => Buffer.from(text, "latin1")],
  ["UTF-16 with its mark", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
  ["UTF-16 without", (text: string) => Buffer.from(text, "utf16le")],
  ["bars", (text: string) => Buffer.from(text.replaceAll(";", "|"))],
  ["tabs", (text: string) => Buffer.from(text.replaceAll(";", "\t"))],
  ["a hint of the delimiter", (text: string) => Buffer.from(`sep=;\r\n${text}`)],
  ["a title above", (text: string) => Buffer.from(`Tickets im März\n\n${text}`)],
])("a German table in %s is read as in UTF-8", (_, encoded) => {
  const text = readFileSync(join(folder, "zammad.csv"), "utf8");
  expect(readAsGuessed(encoded(text)).text).toBe(read("zammad.csv").text);
});

test("a table without a message names what is missing, and none of its columns is taken for one", () => {
  expect(read("zendesk-view.csv").mapping?.columns).toMatchObject({
    subject: "Subject",
    customer: "Requester",
  });
  expect(read("zendesk-view.csv").mapping?.columns.text).toBeUndefined();
});

test("a topic is the subject where nothing else is, and the category beside one", () => {
  const rows = (head: string, subject: string) =>
    `Conversation ID,Author,Message,Sent,Topic${head}\nc-0,Ann,"Hi, I want a refund, it arrived broken.",2026-02-03 09:00,Refund for order${subject}
c-0,Sam,So sorry! We send you another one.,2026-02-03 09:30,Refund for order${subject}
c-1,Bo,Where is my parcel? I need it on Monday.,2026-02-03 10:00,Where is my parcel${subject}`;
  expect(readAsGuessed(rows("", "")).mapping?.columns).toMatchObject({ subject: "Topic" });
  expect(readAsGuessed(rows(",Subject", ",Broken cup")).mapping?.columns).toMatchObject({
    subject: "Subject",
    category: "Topic",
  });
});
