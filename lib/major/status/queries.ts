/** What anybody may read of incidents: the posts people published, and nothing else. */
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { incident } from "#db/schema/incidents";
import { statusPost } from "#db/schema/major";
import type { Ctx } from "#lib/platform/context";

export type PublicPost = {
  id: number;
  incident: number;
  stage: string;
  title: string;
  text: string;
  at: string;
};

/** The published posts, the newest first. */
export async function publishedPosts(ctx: Ctx): Promise<PublicPost[]> {
  const rows = await ctx.db
    .select({
      id: statusPost.id,
      incident: statusPost.incidentId,
      stage: statusPost.stage,
      title: statusPost.title,
      text: statusPost.text,
      at: statusPost.at,
    })
    .from(statusPost)
    .innerJoin(incident, eq(incident.id, statusPost.incidentId))
    .where(and(isNotNull(statusPost.publishedAt)))
    .orderBy(desc(statusPost.id))
    .limit(100);
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
