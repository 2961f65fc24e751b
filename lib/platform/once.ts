/** What is asked for is done once: asked again by the same key, because its answer was lost, it is answered as before. */
import { createHmac, hkdfSync } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { eq, lt } from "drizzle-orm";
import { z } from "zod";
import { request } from "#db/schema/platform";
import type { Ctx } from "./context";
import { AppError } from "./errors";
import { installationKey, seal, unseal } from "./secrets";

/**
 * Names one request, made at random by whoever asks. It opens the stored answer, which may hold a secret that is shown once:
 * whoever has only the database, or this installation's key as well, cannot read it.
 */
export const RequestKey = z.string().regex(/^[0-9a-f]{32}$/, "Reload this page");

/** What stood on the screen is no part of what is asked for: when it is asked again, more may stand there. */
const seen = "seenEventId";

/** Days after which a request is forgotten; what was never answered is not kept longer to be sent again. */
const keptDays = 7;

/**
 * Does `work` unless it was done before by this key and this actor; then it is answered as it was. Two at a time: the second waits
 * for the first. Throws `unseen` where the key was used for another `input`: whoever asks does not know that the first was done.
 */
export async function answeredOnce<Result>(
  tx: Ctx,
  { key, input }: { key: string; input: unknown },
  work: () => Promise<Result>,
): Promise<Result> {
  const { id, said, answerKey } = keptOf(tx, key, input);
  const [isNew] = await tx.db
    .insert(request)
    .values({ id, said, at: tx.now() })
    .onConflictDoNothing()
    .returning({ id: request.id });
  if (isNew) {
    const result = await work();
    const answer = seal(serialize(result).toString("base64"), answerKey);
    await tx.db.update(request).set({ answer }).where(eq(request.id, id));
    return result;
  }
  const [before] = await tx.db.select().from(request).where(eq(request.id, id));
  if (before?.said === said && before.answer !== null)
    return deserialize(Buffer.from(unseal(before.answer, answerKey), "base64")) as Result;
  // What is refused for a reason of its own says more.
  await work();
  throw new AppError(
    "unseen",
    "What you sent before was done; only its answer was lost. This is something else: look at what is there, and send it again if you still want it.",
  );
}

/** Forgets requests nobody asks for again; returns how many. */
export async function forgetRequests(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.now().getTime() - keptDays * 86_400_000);
  const gone = await ctx.db.delete(request).where(lt(request.at, before)).returning({ id: request.id });
  return gone.length;
}

/** Under what a request is kept: nothing of it can be worked out without its key. */
function keptOf({ actor }: Ctx, key: string, input: unknown) {
  const of = (purpose: string) =>
    Buffer.from(hkdfSync("sha256", key, installationKey("request"), `${purpose} ${actor.id}`, 32));
  return {
    id: of("id").toString("base64url"),
    said: createHmac("sha256", of("said"))
      .update(JSON.stringify(input, (name, value) => (name === seen ? undefined : value)) ?? "")
      .digest("base64url"),
    answerKey: of("answer"),
  };
}
