/**
 * Every file that opens a socket or starts a program, and what stands before it: a new one is noticed here, and has to go
 * through the guarded client or say why not.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const guarded = "addresses of settings are checked here, and the checked one is connected to";
const own = "our own server or machine: nothing of it is a setting of the desk";
const operator = "named in the environment, by whoever runs the installation";

/** By file: what it is let out by. */
const waysOut: Record<string, string> = {
  "lib/platform/outgoing/addresses.ts": guarded,
  "lib/platform/outgoing/guarded-fetch.ts": guarded,
  "lib/platform/outgoing/post.ts": guarded,
  "lib/delivery/pages/email.ts": "the mail library is handed a guarded connection, and no other option",
  "lib/delivery/pages/posted.ts": "the library encrypts only; the request is a guarded one",
  "lib/oncall/push-keys.ts": "makes keys",
  "lib/mcp/connection.ts": "programs of VIGIL_MCP_COMMANDS alone; addresses through the guarded client",
  "lib/models/models.ts": "the models' library is handed the guarded fetch",
  "lib/models/peer-shapes.ts": "wraps the fetch it is handed, which is the guarded one",
  "lib/platform/sign-in/oidc.ts": operator,
  "lib/platform/tracing/sdk.ts": operator,
  "lib/postgres/bring-up.ts": own,
  "lib/postgres/postmaster.ts": own,
  "lib/postgres/processes.ts": own,
  "lib/postgres/run-as.ts": own,
  "lib/start/build.ts": own,
  "lib/start/children.ts": own,
  "lib/start/main.ts": own,
  "lib/start/port.ts": own,
  "lib/cli/psql.ts": own,
  "app/server.mjs": own,
};

/** What leads out of a process: Node's own modules where more than a type or a look at an address is taken, and libraries. */
const leadsOut = [
  /^import (?!type\b)(?!\{ (?:isIP|isIPv6|BlockList)(?:, (?:isIP|isIPv6|BlockList))* \})[^;]*? from "node:(?:net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster)";/m,
  /^import (?!type\b)[^;]*? from "(?:nodemailer|web-push|undici|ws|better-auth\/plugins\/generic-oauth|@modelcontextprotocol\/sdk\/client\/[^"]*|@opentelemetry\/exporter[^"]*)";/m,
  /import\("@opentelemetry\/exporter/,
  /(?<![.\w])(?:await|return|=>?)\s+fetch\(/,
  /new (?:WebSocket|EventSource)\(/,
];

test("each way out is known, and says what guards it", () => {
  const found = ["lib", "app", "db"].flatMap(sources).filter((path) => {
    const text = readFileSync(path, "utf8");
    return leadsOut.some((expression) => expression.test(text));
  });
  expect(found.sort()).toEqual(Object.keys(waysOut).sort());
});

/** What runs at a customer's: neither tests, nor what helps them or measures. Browsers ask their own desk only. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path))
    .filter((path) => !/\.test\.tsx?$|\/testing\/|^lib\/(?:bench|chaos|demo)\//.test(path));
}
