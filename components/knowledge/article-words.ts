/** The words for kinds and states of articles, each in one place. */
import type { ArticleKind, ArticleStatus } from "#lib/knowledge/model";
import type { Tone } from "../ui/badge";

export const articleKindWords = { article: "Article", runbook: "Runbook" } as const satisfies Record<
  ArticleKind,
  string
>;

/** What a kind means for the agent, for whoever chooses one. */
export const articleKindHints = {
  article: "Can be cited to customers.",
  runbook: "Internal: guides the agent and the team, never cited to customers.",
} as const satisfies Record<ArticleKind, string>;

export const articleStatusWords = {
  draft: "Draft",
  active: "Published",
  retired: "Archived",
} as const satisfies Record<ArticleStatus, string>;

export const articleStatusTones = {
  draft: "caution",
  active: "positive",
  retired: "neutral",
} as const satisfies Record<ArticleStatus, Tone>;
