/** One message for a page, state by state: taken up, sent, written down; a channel that fails makes the next one due. */
import { and, asc, eq } from "drizzle-orm";
import { oncallChannel, page, pageCall, pageNotice } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import { signsFor } from "#lib/oncall/channels";
import type { ChannelKind } from "#lib/oncall/paging/model";
import { note } from "#lib/oncall/paging/rows";
import { PushSubscription } from "#lib/oncall/push-keys";
import { readSetup } from "#lib/oncall/setup";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import type { SendOutcome } from "#lib/platform/model";
import { unseal } from "#lib/platform/secrets";
import { openSigning } from "#lib/secrets/token";
import { nextWait } from "../attempts";
import { sendMail } from "./email";
import { type Message, messageOf, trialMessage } from "./message";
import { sendPush, sendSlack, sendWebhook } from "./posted";

/** Draws the brief of a page as its case stands now. */
export type BriefOf = (
  ctx: Ctx,
  page: { ticketId: number | null; incidentId: number | null; brief: string[] },
) => Promise<string[]>;

type Notice = typeof pageNotice.$inferSelect;
type ChannelRow = typeof oncallChannel.$inferSelect;
type Claimed = { notice: Notice; channel: ChannelRow; message: Message };

/** More attempts than this would come when the next level has long been called. */
const mostAttempts = 4;
const kindWords = {
  email: "E-mail",
  push: "Push",
  webhook: "Webhook",
  slack: "Slack",
} as const satisfies Record<ChannelKind, string>;

/**
 * Sends a message that is still wanted. Runs again after a worker died on the way, so that it may arrive twice, under
 * the same id. No transaction is open while the other side is asked.
 */
export async function deliverNotice(
  ctx: Ctx,
  { noticeId }: { noticeId: number },
  briefOf: BriefOf,
): Promise<void> {
  const claimed = await withTransaction(ctx, (tx) => claim(tx, noticeId, briefOf));
  if (!claimed) return;
  const outcome = await send(ctx, claimed);
  await withTransaction(ctx, (tx) => recordOutcome(tx, claimed, outcome));
}

const asCalled: BriefOf = async (_ctx, { brief }) => brief;

/** Gives a message up whose job failed for a reason of our own. */
export async function giveUpNotice(ctx: Ctx, { noticeId }: { noticeId: number }): Promise<void> {
  const outcome = { outcome: "refused", reason: "Vigil itself failed." } as const;
  await withTransaction(ctx, async (tx) => {
    const claimed = await claim(tx, noticeId, asCalled);
    if (claimed) await recordOutcome(tx, claimed, outcome);
  });
}

async function claim(tx: Ctx, noticeId: number, briefOf: BriefOf): Promise<Claimed | null> {
  const [notice] = await tx.db.select().from(pageNotice).where(eq(pageNotice.id, noticeId)).for("update");
  if (!notice) throw new AppError("not_found", `There is no message ${noticeId}.`);
  if (notice.status !== "waiting" && notice.status !== "sending") return null;
  const [channel] = await tx.db.select().from(oncallChannel).where(eq(oncallChannel.id, notice.channelId));
  const message = channel && channel.removedAt === null ? await wanted(tx, notice, briefOf) : null;
  if (!channel || !message) {
    await tx.db.update(pageNotice).set({ status: "withdrawn" }).where(eq(pageNotice.id, noticeId));
    return null;
  }
  const attempts = notice.attempts + 1;
  await tx.db.update(pageNotice).set({ status: "sending", attempts }).where(eq(pageNotice.id, noticeId));
  return { notice: { ...notice, attempts }, channel, message };
}

/** What is to be said; null once the page was answered, went on to others, or was seen by its addressee. */
async function wanted(tx: Ctx, notice: Notice, briefOf: BriefOf): Promise<Message | null> {
  const { pageId } = notice;
  if (pageId === null) return trialMessage(notice.id);
  const [row] = await tx.db.select().from(page).where(eq(page.id, pageId));
  if (!row || (row.status !== "open" && row.status !== "unanswered") || row.step !== notice.step) return null;
  const [addressee] = await tx.db
    .select({ seenAt: pageCall.seenAt, disabledAt: user.disabledAt })
    .from(pageCall)
    .innerJoin(user, eq(user.id, pageCall.userId))
    .where(and(eq(pageCall.pageId, pageId), eq(pageCall.userId, notice.userId)));
  if (!addressee || addressee.seenAt !== null || addressee.disabledAt !== null) return null;
  return messageOf({ id: notice.id, pageId }, row, await briefOf(tx, row));
}

async function send(ctx: Ctx, { notice, channel, message }: Claimed): Promise<SendOutcome> {
  const target = unseal(channel.target);
  switch (channel.kind) {
    case "email": {
      const { mailFrom, mailUrl } = await readSetup(ctx);
      if (!mailFrom || !mailUrl) return { outcome: "refused", reason: "No mail server is set up." };
      return sendMail({ from: mailFrom, url: unseal(mailUrl) }, target, message);
    }
    case "slack":
      return sendSlack(target, message);
    case "webhook":
      return sendSigned(ctx, channel, { target, message });
    case "push": {
      const { pushPublicKey: publicKey, pushPrivateKey, mailFrom } = await readSetup(ctx);
      if (!publicKey || !pushPrivateKey)
        return { outcome: "refused", reason: "This installation has no push keys." };
      const contact = `mailto:${mailFrom ?? "vigil@localhost.localdomain"}`;
      const own = { publicKey, privateKey: unseal(pushPrivateKey), contact };
      const path = notice.pageId === null ? "/oncall/notifications" : `/oncall/pages/${notice.pageId}`;
      return sendPush(PushSubscription.parse(JSON.parse(target)), own, message, path);
    }
  }
}

/** A webhook whose secret was revoked is sent nothing: nobody could tell that it came from here. */
async function sendSigned(
  ctx: Ctx,
  channel: ChannelRow,
  { target, message }: { target: string; message: Message },
): Promise<SendOutcome> {
  const secrets = await openSigning(ctx, channel.secret ?? "", signsFor(channel.id));
  if (secrets.length === 0) return { outcome: "refused", reason: "The secret of this channel was revoked." };
  return sendWebhook(target, secrets, message, ctx.now());
}

async function recordOutcome(tx: Ctx, { notice, channel }: Claimed, outcome: SendOutcome): Promise<void> {
  const [now] = await tx.db.select().from(pageNotice).where(eq(pageNotice.id, notice.id)).for("update");
  if (now?.status !== "sending" || now.attempts !== notice.attempts) return;
  const change = (values: Partial<Notice>) =>
    tx.db.update(pageNotice).set(values).where(eq(pageNotice.id, notice.id));
  const named = `${kindWords[channel.kind]} (${channel.label})`;
  if (outcome.outcome === "delivered") {
    const proof = `${named}: accepted with ${outcome.status} after ${outcome.milliseconds} ms.`;
    await change({ status: "sent", sentAt: tx.now(), proof, lastError: null });
    await tx.db
      .update(oncallChannel)
      .set({ lastSentAt: tx.now(), lastError: null })
      .where(eq(oncallChannel.id, channel.id));
    return tell(tx, notice, "sent", proof);
  }
  const wait = notice.attempts < mostAttempts ? nextWait(notice.attempts, outcome) : null;
  await change({ lastError: outcome.reason, ...(wait === null && { status: "failed" as const }) });
  if (wait !== null) {
    const at = new Date(tx.now().getTime() + wait);
    const id = `notice:${notice.id}:${notice.attempts}`;
    return void (await enqueue(tx, "oncall.notify", { noticeId: notice.id }, { id, at }));
  }
  await tx.db
    .update(oncallChannel)
    .set({ lastError: outcome.reason })
    .where(eq(oncallChannel.id, channel.id));
  await tell(tx, notice, "failed", `${named}: ${outcome.reason}`);
  await bringForward(tx, notice);
}

/** Whoever could not be reached this way is tried the next one now. */
async function bringForward(tx: Ctx, { pageId, userId, step }: Notice): Promise<void> {
  if (pageId === null) return;
  const [next] = await tx.db
    .select()
    .from(pageNotice)
    .where(
      and(
        eq(pageNotice.pageId, pageId),
        eq(pageNotice.userId, userId),
        eq(pageNotice.step, step),
        eq(pageNotice.status, "waiting"),
      ),
    )
    .orderBy(asc(pageNotice.dueAt), asc(pageNotice.id))
    .limit(1);
  if (!next || next.dueAt <= tx.now()) return;
  await tx.db.update(pageNotice).set({ dueAt: tx.now() }).where(eq(pageNotice.id, next.id));
  await enqueue(tx, "oncall.notify", { noticeId: next.id }, { id: `notice:${next.id}:early` });
}

async function tell(tx: Ctx, notice: Notice, kind: "sent" | "failed", text: string): Promise<void> {
  if (notice.pageId !== null) await note(tx, notice.pageId, kind, text);
  await recordAudit(tx, {
    action: `notice.${kind}`,
    entity: "channel",
    entityId: notice.channelId,
    after: { pageId: notice.pageId, userId: notice.userId, reason: text },
  });
}
