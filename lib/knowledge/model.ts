/** Articles and runbooks the agent may cite, and what a search returns. */
import { z } from "zod";

export const articleKinds = ["article", "runbook"] as const;
export type ArticleKind = (typeof articleKinds)[number];

export const articleStatuses = ["draft", "active", "retired"] as const;
export type ArticleStatus = (typeof articleStatuses)[number];

export const Article = z.object({
  id: z.number(),
  kind: z.enum(articleKinds),
  status: z.enum(articleStatuses),
  title: z.string(),
  body: z.string(),
  tags: z.array(z.string()),
  service: z.string().nullable(),
  source: z.string(),
  /** Of a page of the web: its address. */
  externalId: z.string().nullable(),
  version: z.number(),
  createdAt: z.coerce.date(),
  updatedAt: z.coerce.date(),
});
export type Article = z.infer<typeof Article>;

/** One line of the list of articles; with words searched for, `excerpt` is the passage that fits best. */
export const ArticleLine = Article.omit({ body: true }).extend({ excerpt: z.string() });
export type ArticleLine = z.infer<typeof ArticleLine>;

/** `next` continues the list; null at its end. */
export const ArticlesPage = z.object({ rows: z.array(ArticleLine), next: z.string().nullable() });
export type ArticlesPage = z.infer<typeof ArticlesPage>;

/** What an article said at one version. */
export const ArticleVersion = z.object({
  version: z.number(),
  title: z.string(),
  body: z.string(),
  editedBy: z.string(),
  editedAt: z.coerce.date(),
});
export type ArticleVersion = z.infer<typeof ArticleVersion>;

export const SaveArticleInput = z.object({
  id: z.number().int().optional(),
  /** The version that was edited; a save over a newer one is refused. */
  version: z.number().int().optional(),
  kind: z.enum(articleKinds),
  status: z.enum(articleStatuses).default("active"),
  title: z.string().trim().min(1).max(200),
  body: z.string().max(200_000),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  service: z.string().trim().max(80).nullable().default(null),
  source: z.string().max(80).default("desk"),
});
export type SaveArticleInput = z.input<typeof SaveArticleInput>;

/** Articles that were read from the web. */
export const linkSource = "link";

/** A link of a ticket that may be read into the knowledge base, and the article that was made of it. */
export const TicketLink = z.object({
  url: z.string(),
  articleId: z.number().nullable(),
  status: z.enum(articleStatuses).nullable(),
  readAt: z.coerce.date().nullable(),
});
export type TicketLink = z.infer<typeof TicketLink>;
export const TicketLinks = z.object({ links: z.array(TicketLink) });

/** What reading a page came to; `isChanged` false where it says what it said before. */
export const ReadLinkOutcome = z.object({
  articleId: z.number(),
  isNew: z.boolean(),
  isChanged: z.boolean(),
});
export type ReadLinkOutcome = z.infer<typeof ReadLinkOutcome>;

export const SaveLinkInput = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  title: z.string().trim().min(1).max(200),
  body: z.string().min(1).max(200_000),
});

/** One retrieved article or closed ticket, best first. */
export const Passage = z.object({
  kind: z.enum(["article", "ticket"]),
  ref: z.number(),
  title: z.string(),
  excerpt: z.string(),
  /** P(it is about what was asked), in [0, 1]; comparable between searches. */
  score: z.number(),
  body: z.string(),
  /** What speaks for it: decisions train how much each counts. */
  features: z.record(z.string(), z.number()),
  /** Runbooks, and what speaks of the customer, guide the team; customers do not read them. */
  isInternal: z.boolean(),
});
export type Passage = z.infer<typeof Passage>;

/** Whether a passage is more likely than not about what was asked. The nearest passage need not be near. */
export function isAbout({ score }: Pick<Passage, "score">): boolean {
  return score >= 0.5;
}

/** What a search answers to the browser; whole texts stay on the server. */
export const PassageList = z.array(Passage.omit({ body: true, features: true }));
