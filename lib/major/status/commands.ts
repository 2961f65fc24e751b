/** What the public is told of an incident: written and published by people. */
import { and, eq } from "drizzle-orm";
import { statusPost } from "#db/schema/major";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import { AppError } from "#lib/platform/errors";
import { activeIncident, note } from "../active-incident";
import { PostInput, PublishPostInput } from "../model";

/** The next line of the status timeline. */
export const postStatus = command(
  "incident.manage",
  PostInput,
  async (tx, { incidentId, stage, title, text, isPublished }): Promise<{ postId: number }> => {
    const row = await activeIncident(tx, incidentId);
    const at = tx.now();
    const [made] = await tx.db
      .insert(statusPost)
      .values({
        incidentId,
        stage,
        title,
        text,
        at,
        postedBy: tx.actor.name,
        publishedAt: isPublished ? at : null,
      })
      .returning({ id: statusPost.id });
    const postId = made?.id ?? 0;
    await note(tx, incidentId, "update", {
      text: `${title}: ${text}`,
      stage,
      postId,
    });
    await recordAudit(tx, {
      action: "incident.post",
      entity: "incident",
      entityId: incidentId,
      after: { postId, stage, isPublished },
    });
    await publishChange(tx, "incident", row.ticketId, { incidentId });
    return { postId };
  },
);

/** Lets the public read a line of the status timeline, or takes it back. */
export const publishPost = command(
  "incident.manage",
  PublishPostInput,
  async (tx, { incidentId, postId, isPublished }): Promise<void> => {
    const [post] = await tx.db
      .update(statusPost)
      .set({ publishedAt: isPublished ? tx.now() : null })
      .where(and(eq(statusPost.id, postId), eq(statusPost.incidentId, incidentId)))
      .returning();
    if (!post) throw new AppError("not_found", `There is no status post ${postId}.`);
    await recordAudit(tx, {
      action: "incident.publish_post",
      entity: "incident",
      entityId: post.incidentId,
      after: { postId, isPublished },
    });
    await publishChange(tx, "incident", null, { incidentId: post.incidentId });
  },
);
