/** Whether the server somebody named in DATABASE_URL can be worked with, said in a sentence before anything else fails of it. */
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

/** Oldest major version of Postgres that is accepted. */
const oldest = 14;

/**
 * Resolves when the server lets us in and is new enough. Rejects with a sentence that says what to change in
 * DATABASE_URL or on the server; it never contains the password. `timeout` is in seconds.
 */
export async function checkReachable(url: string, timeout = 10): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: timeout, fetch_types: false, onnotice: () => {} });
  try {
    // The simple protocol, which every server and proxy understands.
    await Promise.race([sql.unsafe("select 1"), tooLate(timeout)]);
    if (Number.parseInt(String(sql.parameters.server_version), 10) >= oldest) return;
  } catch (error) {
    throw new Error(`${sentence(error, new URL(url), timeout)} Nothing was changed.`);
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {});
  }
  const found = sql.parameters.server_version ?? "of an unknown version";
  throw new Error(
    `DATABASE_URL leads to Postgres ${found}; Vigil needs ${oldest} or newer. Nothing was changed. ` +
      "Use a newer server, or unset DATABASE_URL to run the one Vigil brings along.",
  );
}

/** A server may take the handshake and then say nothing. */
async function tooLate(timeout: number): Promise<never> {
  await sleep(timeout * 1000, undefined, { ref: false });
  throw Object.assign(new Error("Too late."), { code: "CONNECT_TIMEOUT" });
}

function sentence(error: unknown, { hostname, port, username, pathname }: URL, timeout: number): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const place = `${hostname}:${port || 5432}`;
  switch (code) {
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `No machine is known by the name ${hostname}. Correct the host in DATABASE_URL.`;
    case "ECONNREFUSED":
      return `Nothing listens at ${place}. Start Postgres there, or correct host and port in DATABASE_URL.`;
    case "CONNECTION_CLOSED":
    case "ECONNRESET":
      return `What listens at ${place} hangs up on us, as no Postgres would. Correct host and port in DATABASE_URL.`;
    case "CONNECT_TIMEOUT":
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `No Postgres answers at ${place} within ${timeout} s. Correct DATABASE_URL, or let this machine through the firewall.`;
    case "28P01":
      return `The password in DATABASE_URL is not the one of ${decodeURIComponent(username)} at ${place}.`;
    case "3D000":
      return `There is no database ${pathname.slice(1)} at ${place}. Create it, or correct the name in DATABASE_URL.`;
    case "57P03":
      return `Postgres at ${place} is starting up or shutting down. Try again in a moment.`;
    case "53300":
      return `Postgres at ${place} has no connection left. Raise max_connections there, or lower DATABASE_POOL.`;
    default:
      return `Postgres at ${place} cannot be used: ${error instanceof Error ? error.message : String(error)}.`;
  }
}
