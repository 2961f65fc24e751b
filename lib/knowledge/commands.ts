/** What can be done to knowledge: save an article, retire it, make a text findable. */
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { article, articleVersion } from "#db/schema/knowledge";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { type Article, linkSource, type ReadLinkOutcome, SaveArticleInput, SaveLinkInput } from "./model";
import { removePassages, writePassages } from "./passages";
import { closedTicketText } from "./ticket-text";

/** Creates an article or saves a new version of it. A save over a version somebody else wrote meanwhile is refused. */
export const saveArticle = command(
  "knowledge.write",
  SaveArticleInput,
  async (tx, { id, version, ...fields }): Promise<Article> => {
    const before = id ? await lockArticle(tx, id, version) : null;
    const values = { ...fields, updatedAt: tx.now(), version: (before?.version ?? 0) + 1 };
    const [saved] = before
      ? await tx.db.update(article).set(values).where(eq(article.id, before.id)).returning()
      : await tx.db
          .insert(article)
          .values({ ...values, createdAt: tx.now() })
          .returning();
    if (!saved) throw new AppError("not_found", "This article does not exist.", { id });
    await noteSaved(tx, before, saved);
    return saved;
  },
);

/**
 * Keeps a page somebody had read as a draft with its address; read again, a page that says something else is a new
 * version, and a draft again until somebody has read it.
 */
export const saveLink = command(
  "knowledge.write",
  SaveLinkInput,
  async (tx, { url, title, body }): Promise<ReadLinkOutcome> => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`link ${url}`}, 0))`);
    const [before] = await tx.db
      .select()
      .from(article)
      .where(and(eq(article.source, linkSource), eq(article.externalId, url)))
      .for("update");
    if (before && before.body === body) return { articleId: before.id, isNew: false, isChanged: false };
    const values = { title, body, status: "draft" as const, updatedAt: tx.now() };
    const [saved] = before
      ? await tx.db
          .update(article)
          .set({ ...values, version: before.version + 1 })
          .where(eq(article.id, before.id))
          .returning()
      : await tx.db
          .insert(article)
          .values({ ...values, kind: "article", source: linkSource, externalId: url, createdAt: tx.now() })
          .returning();
    if (!saved) throw new AppError("unavailable", "The page was not stored. Try again.");
    await noteSaved(tx, before, saved, { url });
    return { articleId: saved.id, isNew: !before, isChanged: true };
  },
);

/** Takes an article out of use; it stays readable with its history. */
export const retireArticle = command(
  "knowledge.write",
  z.object({ id: z.number().int() }),
  async (tx, { id }) => {
    const before = await lockArticle(tx, id);
    await tx.db.update(article).set({ status: "retired", updatedAt: tx.now() }).where(eq(article.id, id));
    await removePassages(tx, [{ kind: "article", ref: id }]);
    await recordAudit(tx, {
      action: "article.retire",
      entity: "article",
      entityId: id,
      before: { status: before.status },
      after: { status: "retired" },
    });
    await publishChange(tx, "article", null, { id });
  },
);

/** Makes closed tickets findable, for instance after one was closed or many were imported. */
export const indexTickets = command(
  "machine",
  z.object({ ticketIds: z.array(z.number().int()) }),
  async (tx, { ticketIds }): Promise<void> => {
    const texts = await closedTicketText(tx, ticketIds);
    await writePassages(
      tx,
      texts.map((text) => ({ kind: "ticket" as const, ...text })),
    );
  },
);

async function lockArticle(tx: Ctx, id: number, version?: number) {
  const [row] = await tx.db.select().from(article).where(eq(article.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This article does not exist.", { id });
  if (version !== undefined && row.version !== version)
    throw new AppError(
      "conflict",
      "Somebody saved this article meanwhile. Your text is kept; compare it with theirs.",
      {
        version: row.version,
      },
    );
  return row;
}

/** What follows from every save: a version is kept, the words are findable, and trail and feed tell of it. */
async function noteSaved(tx: Ctx, before: Article | null | undefined, saved: Article, more: object = {}) {
  await keepVersion(tx, saved);
  await indexArticle(tx, saved);
  await recordAudit(tx, {
    action: before ? "article.edit" : "article.create",
    entity: "article",
    entityId: saved.id,
    before: before && { title: before.title, status: before.status, version: before.version },
    after: { title: saved.title, status: saved.status, version: saved.version, ...more },
  });
  await publishChange(tx, "article", null, { id: saved.id });
}

async function keepVersion(tx: Ctx, { id, version, title, body }: Article): Promise<void> {
  const values = { articleId: id, version, title, body, editedBy: tx.actor.id, editedAt: tx.now() };
  await tx.db.insert(articleVersion).values(values);
}

async function indexArticle(tx: Ctx, saved: Article): Promise<void> {
  if (saved.status !== "active") return removePassages(tx, [{ kind: "article", ref: saved.id }]);
  const words = [saved.service ?? "", ...saved.tags].join(" ").trim();
  const body = words ? `${saved.body}\n\n${words}` : saved.body;
  await writePassages(tx, [{ kind: "article", ref: saved.id, title: saved.title, body }]);
}
