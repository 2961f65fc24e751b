/** Where other systems and browsers reach this desk. */
import { headers } from "next/headers";
import { env } from "#lib/platform/env";

/** The configured address, else the one this request came to; without a trailing slash. */
export async function publicOrigin(): Promise<string> {
  const host = (await headers()).get("host") ?? "localhost:3000";
  return (env().VIGIL_URL ?? `http://${host}`).replace(/\/$/, "");
}
