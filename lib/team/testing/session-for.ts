/** Sessions for tests, without a sign-in. */

import { createHmac } from "node:crypto";
import { session } from "#db/schema/sign-in";
import { auth } from "#lib/platform/auth";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";

/** The headers of a browser in which this person is signed in. */
export async function sessionFor(ctx: Ctx, userId: string): Promise<Headers> {
  const token = unique("token");
  const expiresAt = new Date(Date.now() + 3_600_000);
  await ctx.db.insert(session).values({ id: unique("session"), token, userId, expiresAt });
  const { secret, authCookies } = await auth().$context;
  const signature = createHmac("sha256", secret).update(token).digest("base64");
  const value = encodeURIComponent(`${token}.${signature}`);
  return new Headers({ cookie: `${authCookies.sessionToken.name}=${value}` });
}
