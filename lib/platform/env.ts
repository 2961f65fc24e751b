/** Every environment variable Vigil reads, each optional, each checked once with a sentence of its own. */
import { z } from "zod";
import { networksOf } from "./edge/client";
import { type Role, roles } from "./rules";

const port = z.coerce.number().int().min(1).max(65_535);
const count = (most: number) => z.coerce.number().int().min(1).max(most);
const flag = z.enum(["0", "1"]).transform((value) => value === "1");
const httpUrl = z.url({ protocol: /^https?$/, error: "must be a URL that starts with http:// or https://" });
/** Names joined by commas. */
const list = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((name) => name.trim().toLowerCase() || []));

/** Roles by group, as `{"support-leads": "lead"}`. */
const rolesOfGroups = z
  .string()
  .default("{}")
  .transform((text, ctx): Record<string, Role> => {
    try {
      return z.record(z.string(), z.enum(roles)).parse(JSON.parse(text));
    } catch {
      ctx.addIssue('must be JSON like {"support-leads": "lead"}');
      return z.NEVER;
    }
  });

/** Addresses and networks joined by commas. */
const networks = list.transform((names, check) => {
  try {
    return networksOf(names);
  } catch (error) {
    check.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

/** Programs by name, as `{"files": ["npx", "some-server"]}`. */
const commands = z
  .string()
  .default("{}")
  .transform((text, ctx): Record<string, string[]> => {
    try {
      return z.record(z.string(), z.array(z.string()).min(1)).parse(JSON.parse(text));
    } catch {
      ctx.addIssue('must be JSON like {"files": ["npx", "a-server"]}');
      return z.NEVER;
    }
  });

/** SAML is bound to one address, and an assertion says of nobody that their address is verified: domains do. */
const together = (set: Environment, check: z.RefinementCtx) => {
  if (!set.VIGIL_SAML_METADATA) return;
  const wrong = (name: string, message: string) =>
    check.addIssue({ code: "custom", path: [name], message: `${message} where VIGIL_SAML_METADATA is set` });
  if (!set.VIGIL_URL) wrong("VIGIL_URL", "must be set");
  if (set.VIGIL_SAML_DOMAINS.length === 0) wrong("VIGIL_SAML_DOMAINS", "must name a domain");
  if (set.VIGIL_OIDC_ISSUER) wrong("VIGIL_OIDC_ISSUER", "must not be set");
};

/** The variables with their defaults; `.env.example` explains each. A test keeps the two in step. */
export const Environment = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: port.optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be a URL that starts with postgres://" })
    .optional(),
  DATABASE_POOL: count(500).default(10),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().optional(),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  VIGIL_MODEL_API: z.enum(["chat", "responses"]).optional(),
  VIGIL_MODEL_CONTEXT: count(10_000_000).optional(),
  VIGIL_MODEL_CONCURRENCY: count(1000).default(4),
  VIGIL_MODEL_RATE: count(100_000).default(120),
  VIGIL_MODEL_NETWORKS: networks,
  VIGIL_WORKER_CONCURRENCY: count(1000).default(16),
  VIGIL_ALERT_LIMIT: count(10_000_000).default(50_000),
  VIGIL_JOB_RETENTION_HOURS: count(24 * 365).default(48),
  VIGIL_DATA_DIR: z.string().default(".data"),
  VIGIL_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  VIGIL_URL: httpUrl.optional(),
  VIGIL_SESSION_HOURS: count(24 * 365).default(24 * 30),
  VIGIL_SESSION_IDLE_HOURS: count(24 * 365).default(24 * 7),
  VIGIL_HOSTS: list,
  VIGIL_TRUSTED_PROXIES: networks,
  VIGIL_AUDIT_WEBHOOK: httpUrl.optional(),
  VIGIL_AUDIT_TIMESTAMPS: httpUrl.optional(),
  VIGIL_AUDIT_TIMESTAMP_ROOTS: z.string().optional(),
  VIGIL_SCIM_TOKEN: z.string().min(32, "must have at least 32 characters").optional(),
  VIGIL_OIDC_ISSUER: httpUrl.optional(),
  VIGIL_OIDC_CLIENT_ID: z.string().optional(),
  VIGIL_OIDC_CLIENT_SECRET: z.string().optional(),
  VIGIL_OIDC_NAME: z.string().default("single sign-on"),
  VIGIL_OIDC_DOMAINS: list,
  VIGIL_OIDC_GROUPS: z.string().default("groups"),
  VIGIL_OIDC_ROLES: rolesOfGroups,
  VIGIL_OIDC_NETWORKS: networks,
  VIGIL_SAML_METADATA: z.string().optional(),
  VIGIL_SAML_KEY: z.string().optional(),
  VIGIL_SAML_NAME: z.string().default("single sign-on"),
  VIGIL_SAML_DOMAINS: list,
  VIGIL_SAML_EMAIL: z.string().optional(),
  VIGIL_SAML_GROUPS: z.string().optional(),
  VIGIL_SAML_ROLES: rolesOfGroups,
  VIGIL_OUTGOING_PRIVATE: flag.default(false),
  VIGIL_MAIL_NETWORKS: networks,
  VIGIL_MCP_COMMANDS: commands,
  VIGIL_DEMO: flag.default(false),
  VIGIL_DEMO_TOOL_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  VIGIL_DEMO_TICKETS: count(1000).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});
export type Environment = z.infer<typeof Environment>;
const Checked = Environment.superRefine(together);

/**
 * The checked environment. Read afresh at each call, because a launcher sets `DATABASE_URL` for its children and
 * itself; an empty value counts as unset. Throws one error with a line per wrong variable.
 */
export function env(variables: Record<string, string | undefined> = process.env): Environment {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined && value !== "");
  const parsed = Checked.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not right.\n${lines.map((line) => `  ${line}`).join("\n")}`);
}
