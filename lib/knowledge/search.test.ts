/** Search over the real index: ranking, misspellings, scripts, statistics that stay true. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { retireArticle, saveArticle } from "./commands";
import { articleVersions, searchPassages } from "./queries";
import { buildQuery } from "./search";

const runbook = (title: string, body: string, source = "desk") => ({
  kind: "runbook" as const,
  title,
  body,
  source,
});

test("the passage about the asked-for thing comes first, with the words that matter in its excerpt", async ({
  ctx,
}) => {
  const source = unique("source");
  const filler = "This page describes the general way of working with volumes. ".repeat(12);
  await saveArticle(
    ctx,
    runbook("Volume stuck in attaching", `${filler}Run hctl volume detach --force.`, source),
  );
  await saveArticle(
    ctx,
    runbook("Raise a vCPU quota", "Check the region's capacity before raising a quota.", source),
  );
  const [first] = await searchPassages(ctx, { text: "our volume is stuck attaching since noon", source });
  expect(first?.title).toBe("Volume stuck in attaching");
  const [forced] = await searchPassages(ctx, { text: "how do I force detaching", source });
  expect(forced?.excerpt).toContain("detach --force");
});

test("a misspelt word finds the passage it means", async ({ ctx }) => {
  const source = unique("source");
  const saved = await saveArticle(
    ctx,
    runbook("Kubernetes ingress certificate", "Renew the certificate.", source),
  );
  const found = await searchPassages(ctx, { text: "kuberntes certifcate", source });
  expect(found[0]?.ref).toBe(saved.id);
});

test("Chinese text is found without spaces between words", async ({ ctx }) => {
  const source = unique("source");
  const saved = await saveArticle(ctx, runbook("数据库连接数耗尽", "提高连接池上限。", source));
  const found = await searchPassages(ctx, { text: "我们的数据库连接失败", source });
  expect(found[0]?.ref).toBe(saved.id);
});

test("nothing known gives nothing, not the nearest noise", async ({ ctx }) => {
  expect(await searchPassages(ctx, { text: "zqxjkv wvutzy" })).toEqual([]);
  expect(await searchPassages(ctx, { text: "" })).toEqual([]);
});

test("saving again and retiring keep the term statistics true", async ({ ctx }) => {
  const word = unique("gauge").replace("_", "");
  const documents = async () =>
    (await buildQuery(ctx, { text: word })).terms.filter(({ isKnown }) => isKnown).length;
  const saved = await saveArticle(ctx, runbook("First", `about ${word}`));
  await saveArticle(ctx, {
    ...runbook("Second", `still about ${word}`),
    id: saved.id,
    version: saved.version,
  });
  const [row] = await ctx.db.execute(sql`select documents from term_frequency where term = ${word}`);
  expect(row).toEqual({ documents: 1 });
  expect((await articleVersions(ctx, saved.id)).map((version) => version.title)).toEqual(["Second", "First"]);
  await retireArticle(ctx, { id: saved.id });
  expect(await documents()).toBe(0);
});

test("a save over somebody else's newer version is refused", async ({ ctx }) => {
  const saved = await saveArticle(ctx, runbook("Base", "one"));
  await saveArticle(ctx, { ...runbook("Base", "two"), id: saved.id, version: saved.version });
  const late = saveArticle(ctx, { ...runbook("Base", "three"), id: saved.id, version: saved.version });
  await expect(late).rejects.toMatchObject({ code: "conflict" });
});

test("an analyst reads knowledge but does not write it", async ({ db }) => {
  await expect(saveArticle(ctxAs(db, "analyst"), runbook("x", "y"))).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("a word that is enough by itself is asked for once, and beside no other", async ({ ctx }) => {
  const rare = unique("hinge").replace("_", "");
  const common = ["spindle", "flange"].map((word) => unique(word).replace("_", ""));
  await saveArticle(ctx, runbook("Rare", `about ${rare}`));
  for (let number = 0; number < 70; number++)
    await saveArticle(ctx, runbook(`Common ${number}`, `about ${common.join(" and ")}`));
  const { fetching } = await buildQuery(ctx, { text: [rare, ...common].join(" ") });
  const [first, second, ...rest] = fetching?.split(" | ") ?? [];
  expect([first, second].sort()).toEqual([rare, common.toSorted()[0]].map((word) => `'${word}'`).sort());
  expect(rest).toEqual([]);
});
