/** An article while it is written, as it is kept in the browser. */
import { z } from "zod";
import { type Article, articleKinds, articleStatuses } from "#lib/knowledge/model";

const Writing = z.object({
  /** The version it started from. */
  version: z.number().optional(),
  kind: z.enum(articleKinds),
  status: z.enum(articleStatuses),
  title: z.string(),
  body: z.string(),
  /** Separated by commas. */
  tags: z.string(),
  service: z.string(),
});
export type Writing = z.infer<typeof Writing>;

export const blank: Writing = {
  kind: "article",
  status: "active",
  title: "",
  body: "",
  tags: "",
  service: "",
};

export function startFrom({ version, kind, status, title, body, tags, service }: Article): Writing {
  return { version, kind, status, title, body, tags: tags.join(", "), service: service ?? "" };
}

/** What was kept; null when nothing was, or another version of this page wrote it. */
export function readWriting(stored: string): Writing | null {
  try {
    return Writing.safeParse(JSON.parse(stored)).data ?? null;
  } catch {
    return null;
  }
}
