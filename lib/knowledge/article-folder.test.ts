/** Markdown files as articles and runbooks: kind, title and body, whatever line ends they have. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readArticle, readArticleFolder } from "./article-folder";

test.each([
  ["refunds.md", "# Refunds\n\nText.", { kind: "article", title: "Refunds", body: "# Refunds\n\nText." }],
  ["refunds.md", "Text.", { kind: "article", title: "refunds", body: "Text." }],
  ["runbooks/disk.md", "Text.", { kind: "runbook", title: "disk", body: "Text." }],
  ["disk-runbook.md", "---\nkind: article\n---\nText.", { kind: "article", title: "disk-runbook" }],
  [
    "disk.md",
    '---\r\ntitle: "Disk full"\r\ntype: Runbook\r\n---\r\n# Other\r\nText.',
    { kind: "runbook", title: "Disk full", body: "# Other\r\nText." },
  ],
  ["empty.md", "", { kind: "article", title: "empty", body: "" }],
])("%s with %j", (path, text, expected) => {
  expect(readArticle(path, text)).toMatchObject(expected);
});

test("a folder is read with those below it, in the order of the paths; other files are left", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vigil-articles-"));
  try {
    mkdirSync(join(folder, "runbooks"));
    writeFileSync(join(folder, "runbooks", "b.md"), "# B");
    writeFileSync(join(folder, "a.md"), "# A");
    writeFileSync(join(folder, "notes.txt"), "no");
    expect((await readArticleFolder(folder)).map(({ kind, title }) => [kind, title])).toEqual([
      ["article", "A"],
      ["runbook", "B"],
    ]);
    await expect(readArticleFolder(join(folder, "none"))).rejects.toThrow("ENOENT");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
