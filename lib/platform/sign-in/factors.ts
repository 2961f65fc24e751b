/** What proves who somebody is beside a password: an authenticator app with recovery codes, and passkeys. */
import { isIP } from "node:net";
import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import { eq } from "drizzle-orm";
import { setting } from "#db/schema/settings";
import type { Ctx } from "../context";
import { env } from "../env";
import { SecondFactorRule, secondFactorKey } from "./model";

/** Codes of six digits, a new one each half minute; ten recovery codes, each good once. Both lie sealed in the database. */
export const secondFactor = twoFactor({ issuer: "Vigil" });

/**
 * A passkey stands for possession and for the finger, face or number that unlocks it, so it is a sign-in of its own: one
 * that was not unlocked by its owner is refused.
 */
export const passkeys = passkey({
  rpName: "Vigil",
  authenticatorSelection: { residentKey: "required", userVerification: "required" },
  registration: {
    afterVerification: async ({ verification }) => refuseLocked(verification.registrationInfo?.userVerified),
  },
  authentication: {
    afterVerification: async ({ verification }) => refuseLocked(verification.authenticationInfo.userVerified),
  },
});

function refuseLocked(isUnlocked: boolean | undefined): void {
  if (isUnlocked) return;
  throw new APIError("UNAUTHORIZED", {
    code: "PASSKEY_NOT_UNLOCKED",
    message: "Unlock the passkey with its finger, face or number.",
  });
}

/** The roles that have to sign in with more than a password. */
export async function secondFactorRule({ db }: Ctx): Promise<SecondFactorRule> {
  const [row] = await db
    .select({ value: setting.value })
    .from(setting)
    .where(eq(setting.key, secondFactorKey));
  const known = SecondFactorRule.safeParse(row?.value);
  return known.success ? known.data : { roles: [] };
}

/** True where passkeys can be made for the desk's address: it has a name, or it is this machine's own. */
export function takesPasskeys(headers: Headers): boolean {
  const { VIGIL_URL } = env();
  const host = VIGIL_URL ? new URL(VIGIL_URL).hostname : (headers.get("host") ?? "").replace(/:\d+$/, "");
  return VIGIL_URL ? !isIP(host) : host === "localhost";
}
