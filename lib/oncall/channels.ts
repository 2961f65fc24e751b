/** The ways a person is reached: checked as they are added, sealed, and used by that person's own rules. */
import { randomBytes } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { oncallChannel, oncallContact, pageNotice } from "#db/schema/oncall";
import { recordAudit } from "#lib/platform/audit";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { seal } from "#lib/platform/secrets";
import { keepToken } from "#lib/secrets/token";
import { asOnCall } from "./actor";
import type { AddChannelInput, SetContactRulesInput } from "./inputs";
import type { ChannelKind } from "./paging/model";
import { lockPage, note, tellBrowsers } from "./paging/rows";
import { makePushKeys, PushSubscription } from "./push-keys";
import { recordChange } from "./saving";
import { changeSetup, readSetup } from "./setup";

const mostChannels = 20;
const webAddress = z.url({ protocol: /^https?$/, error: "Enter an address that starts with https://" });

/** Adds a channel of whoever asks; within the caller's transaction. */
export async function addChannelOf(
  tx: Ctx,
  { kind, label, target }: z.output<typeof AddChannelInput>,
): Promise<{ id: number; secret: string | null }> {
  const { actor } = tx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can be reached.");
  const given = readTarget(kind, target);
  const mine = and(eq(oncallChannel.userId, actor.id), isNull(oncallChannel.removedAt));
  if ((await tx.db.$count(oncallChannel, mine)) >= mostChannels)
    throw new AppError("conflict", `More than ${mostChannels} channels are of no use. Remove one first.`);
  const secret = kind === "webhook" ? `whsec_${randomBytes(32).toString("base64")}` : null;
  const [row] = await tx.db
    .insert(oncallChannel)
    .values({
      userId: actor.id,
      kind,
      label,
      target: seal(given),
      createdAt: tx.now(),
    })
    .returning();
  const id = row?.id ?? 0;
  if (secret !== null) {
    const stored = await keepToken(tx, { token: secret, url: null, by: signsFor(id) });
    await tx.db.update(oncallChannel).set({ secret: stored }).where(eq(oncallChannel.id, id));
  }
  await recordChange(tx, "channel.add", { id, name: label, kind });
  return { id, secret };
}

/** What the secret that signs messages to a channel is kept for. */
export function signsFor(id: number): string {
  return `channel ${id}, signing`;
}

/** Where a channel leads, as it is kept; refused with the field at fault. */
function readTarget(kind: ChannelKind, target: string): string {
  const schema =
    kind === "email"
      ? z.email("Enter an email address")
      : kind === "push"
        ? z.string().transform((text, check) => {
            const parsed = PushSubscription.safeParse(jsonOf(text));
            if (parsed.success) return JSON.stringify(parsed.data);
            check.addIssue("This browser gave no address for messages.");
            return z.NEVER;
          })
        : webAddress;
  const parsed = schema.safeParse(target);
  if (parsed.success) return parsed.data;
  const message = parsed.error.issues[0]?.message ?? "This is no address.";
  throw new AppError("invalid", message, { fields: [{ field: "target", message }] });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sets the rules of whoever asks; within the caller's transaction. */
export async function setRulesOf(tx: Ctx, { rules }: z.output<typeof SetContactRulesInput>) {
  const { actor } = tx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Only a person can be reached.");
  const own = await tx.db
    .select({ id: oncallChannel.id })
    .from(oncallChannel)
    .where(and(eq(oncallChannel.userId, actor.id), isNull(oncallChannel.removedAt)));
  if (rules.some(({ channelId }) => !own.some(({ id }) => id === channelId)))
    throw new AppError("not_found", "You have no such channel.");
  await tx.db
    .insert(oncallContact)
    .values({ userId: actor.id, rules })
    .onConflictDoUpdate({ target: oncallContact.userId, set: { rules } });
  await recordAudit(tx, {
    action: "channel.set_rules",
    entity: "user",
    entityId: actor.id,
    after: { rules },
  });
  return { rules };
}

/** A device of whoever asks has shown a message. */
export async function shown(tx: Ctx, noticeId: number): Promise<void> {
  const mine = and(
    eq(pageNotice.id, noticeId),
    eq(pageNotice.userId, tx.actor.id),
    isNull(pageNotice.shownAt),
  );
  const [row] = await tx.db.update(pageNotice).set({ shownAt: tx.now() }).where(mine).returning();
  if (!row) return;
  await recordAudit(tx, { action: "notice.shown", entity: "channel", entityId: row.channelId });
  if (row.pageId === null) return;
  await note(tx, row.pageId, "sent", "Shown on the device.");
  await tellBrowsers(tx, await lockPage(tx, row.pageId));
}

/** The same outside of a transaction. */
export function publicPushKey(ctx: Ctx): Promise<string> {
  return withTransaction(asOnCall(ctx), pushKey);
}

/** The key browsers subscribe with; made at first use. */
export async function pushKey(tx: Ctx): Promise<string> {
  const { pushPublicKey } = await readSetup(tx);
  if (pushPublicKey) return pushPublicKey;
  const { publicKey, privateKey } = makePushKeys();
  await changeSetup(tx, "push", { pushPublicKey: publicKey, pushPrivateKey: seal(privateKey) });
  return publicKey;
}
