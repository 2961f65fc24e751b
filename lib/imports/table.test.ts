/** Tables are read as real programs write them; what cannot be read is named. */
import { expect, test } from "vitest";
import { readTable } from "./table";

const bytes = (text: string) => new TextEncoder().encode(text);
const cells = (table: ReturnType<typeof readTable>) => table.rows.map((row) => row.cells);

test.each([
  ["commas", "id,text\n1,Hello"],
  ["semicolons", "id;text\n1;Hello"],
  ["tabs", "id\ttext\n1\tHello"],
  ["bars", "id|text\n1|Hello"],
  ["a mark and CRLF", "\ufeffid,text\r\n1,Hello\r\n\r\n"],
])("%s", (_, text) => {
  expect(cells(readTable(bytes(text)))).toEqual([{ id: "1", text: "Hello" }]);
});

test("a quoted cell keeps its delimiters and lines", () => {
  const table = readTable(bytes('id,text\n1,"Hello, Ann\n""again"""\n2,x'));
  expect(cells(table)).toEqual([
    { id: "1", text: 'Hello, Ann\n"again"' },
    { id: "2", text: "x" },
  ]);
});

test("UTF-16 and Windows-1252 are understood", () => {
  const utf16 = new Uint8Array(Buffer.from("\ufeffid,text\n1,Grüße", "utf16le"));
  expect(cells(readTable(utf16))).toEqual([{ id: "1", text: "Grüße" }]);
  const windows = new Uint8Array(Buffer.from("id,text\n1,Gr\u00fc\u00dfe", "latin1"));
  expect(cells(readTable(windows))).toEqual([{ id: "1", text: "Grüße" }]);
});

test("headers are never empty or the same twice; missing cells are empty", () => {
  const table = readTable(bytes("id,,id\n1\n"));
  expect(table.headers).toEqual(["id", "Column 2", "id (2)"]);
  expect(cells(table)).toEqual([{ id: "1", "Column 2": "", "id (2)": "" }]);
});

test("what is no table holds nothing that cannot be kept", () => {
  const packed = Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 44, 0, 0xff, 10, 0, 0, 44, 1]);
  const { headers, rows } = readTable(packed);
  expect(headers.length).toBeGreaterThan(0);
  expect(JSON.stringify([headers, rows])).not.toContain("\\u0000");
});
