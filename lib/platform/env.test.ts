/** The environment: nothing is required, and what is wrong is said by name. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Environment, env } from "./env";

test("an empty environment is enough", () => {
  expect(env({})).toEqual({
    HOST: "127.0.0.1",
    DATABASE_POOL: 10,
    VIGIL_MODEL_CONCURRENCY: 4,
    VIGIL_MAIL_NETWORKS: [],
    VIGIL_MODEL_NETWORKS: [],
    VIGIL_OIDC_DOMAINS: [],
    VIGIL_OIDC_GROUPS: "groups",
    VIGIL_OIDC_NAME: "single sign-on",
    VIGIL_OIDC_ROLES: {},
    VIGIL_OIDC_NETWORKS: [],
    VIGIL_SAML_DOMAINS: [],
    VIGIL_SAML_NAME: "single sign-on",
    VIGIL_SAML_ROLES: {},
    VIGIL_MODEL_RATE: 120,
    VIGIL_WORKER_CONCURRENCY: 16,
    VIGIL_ALERT_LIMIT: 50_000,
    VIGIL_JOB_RETENTION_HOURS: 48,
    VIGIL_DATA_DIR: ".data",
    VIGIL_DEMO: false,
    VIGIL_DEMO_TOOL_MS: 0,
    VIGIL_SESSION_HOURS: 720,
    VIGIL_SESSION_IDLE_HOURS: 168,
    VIGIL_HOSTS: [],
    VIGIL_TRUSTED_PROXIES: [],
    VIGIL_OUTGOING_PRIVATE: false,
    VIGIL_MCP_COMMANDS: {},
    LOG_LEVEL: "info",
  });
});

test("an empty value counts as unset, other programs' variables are ignored", () => {
  expect(env({ PORT: "", HOME: "/root" })).not.toHaveProperty("HOME");
  expect(env({ PORT: "" }).PORT).toBeUndefined();
  expect(env({ PORT: "8080", VIGIL_DEMO: "1" })).toMatchObject({ PORT: 8080, VIGIL_DEMO: true });
});

test.each([
  ["PORT", "80000"],
  ["DATABASE_URL", "mysql://host/db"],
  ["OPENAI_BASE_URL", "ftp://host"],
  ["VIGIL_SECRET", "short"],
  ["VIGIL_MODEL_API", "completions"],
  ["VIGIL_DEMO", "yes"],
  ["LOG_LEVEL", "loud"],
  ["VIGIL_TRUSTED_PROXIES", "10.0.0.0/8, proxy"],
])("%s=%s gets a line of its own", (name, value) => {
  expect(() => env({ [name]: value })).toThrow(
    new RegExp(`^The environment is not right\\.\\n  ${name}: [^\\n]+$`),
  );
});

test("every wrong variable is named at once", () => {
  expect(() => env({ PORT: "x", DATABASE_POOL: "0" })).toThrow(/\n {2}PORT: .+\n {2}DATABASE_POOL: .+$/);
});

test("SAML asks for the address of the desk and for domains, and stands alone", () => {
  const set = { VIGIL_SAML_METADATA: "provider.xml" };
  expect(() => env(set)).toThrow(/\n {2}VIGIL_URL: .+\n {2}VIGIL_SAML_DOMAINS: .+$/);
  const whole = { ...set, VIGIL_URL: "https://desk.example.com", VIGIL_SAML_DOMAINS: "example.com" };
  expect(env(whole)).toMatchObject({ VIGIL_SAML_DOMAINS: ["example.com"] });
  expect(() => env({ ...whole, VIGIL_OIDC_ISSUER: "https://login.example.com" })).toThrow(
    /VIGIL_OIDC_ISSUER: .+$/,
  );
});

test(".env.example lists every variable and no other", () => {
  const listed = readFileSync(".env.example", "utf8").matchAll(/^# ([A-Z_]+)=/gm);
  expect([...listed].map(([, name]) => name).sort()).toEqual(Object.keys(Environment.shape).sort());
});
