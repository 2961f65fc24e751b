/** Articles with their versions, and the indexes retrieval stands on. */
import { sql } from "drizzle-orm";
import { doublePrecision, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { articleKinds, articleStatuses } from "#lib/knowledge/model";
import { id, instant, ref, tsvector } from "./columns";

export const article = pgTable(
  "article",
  {
    id: id(),
    kind: text("kind", { enum: articleKinds }).notNull(),
    status: text("status", { enum: articleStatuses }).notNull().default("active"),
    title: text("title").notNull(),
    body: text("body").notNull(),
    tags: text("tags").array().notNull().default(sql`'{}'::text[]`),
    service: text("service"),
    source: text("source").notNull().default("desk"),
    externalId: text("external_id"),
    version: integer("version").notNull().default(1),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("article_external").on(table.source, table.externalId),
    index("article_updated").on(table.updatedAt, table.id),
  ],
);

export const articleVersion = pgTable(
  "article_version",
  {
    id: id(),
    articleId: ref("article_id")
      .notNull()
      .references(() => article.id),
    version: integer("version").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    editedBy: text("edited_by").notNull(),
    editedAt: instant("edited_at").notNull(),
  },
  (table) => [uniqueIndex("article_version_number").on(table.articleId, table.version)],
);

/**
 * What can be found: one row an article or a closed ticket. `terms` are our own tokens (words, and
 * bigrams where a script has no spaces), so that every language and both engines split alike.
 */
export const passage = pgTable(
  "passage",
  {
    id: id(),
    kind: text("kind", { enum: ["article", "ticket"] }).notNull(),
    ref: ref("ref").notNull(),
    title: text("title").notNull(),
    body: text("body").notNull(),
    terms: tsvector("terms").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [
    uniqueIndex("passage_ref").on(table.kind, table.ref),
    index("passage_terms").using("gin", table.terms),
  ],
);

/** In how many passages a term stands: the query builder keeps the rare ones. */
export const termFrequency = pgTable(
  "term_frequency",
  {
    term: text("term").primaryKey(),
    documents: integer("documents").notNull(),
  },
  (table) => [index("term_similar").using("gin", sql`${table.term} gin_trgm_ops`)],
);

/**
 * An embedding model passages were given to. Its vectors stand in a table of their own, `passage_vector_<id>`, made only
 * where the server has pgvector and once the model has answered, so that no migration needs the extension.
 */
export const embeddingSpace = pgTable("embedding_space", {
  id: id(),
  model: text("model").notNull().unique(),
  /** Null until the table of vectors is there. */
  dimensions: integer("dimensions"),
  /** How its cosines are read, see lib/knowledge/embedding-similarity.ts. */
  slope: doublePrecision("slope"),
  even: doublePrecision("even"),
  /** Passages whose ids lie from `filled_from` to `filled_to` have been embedded. */
  filledFrom: ref("filled_from").notNull().default(1),
  filledTo: ref("filled_to").notNull().default(0),
  /** One worker fills at a time. */
  leasedUntil: instant("leased_until").notNull().defaultNow(),
  usedAt: instant("used_at").notNull(),
  /** Why it is not filled at the moment, as people read it. */
  trouble: text("trouble"),
});
