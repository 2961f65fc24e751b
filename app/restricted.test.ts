/** A restricted queue against everybody: every route and page, each role, member or not, keys with and without the scope, signed out. */
import { readdirSync } from "node:fs";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, vi } from "vitest";
import type { Actor } from "#lib/platform/context";
import { type Permission, permissions, roles } from "#lib/platform/rules";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { setQueueMembers } from "#lib/team/queues/commands";
import { keyOf } from "#lib/team/testing/key-of";
import { type RestrictedCase, restrictedCase } from "#lib/team/testing/restricted-case";

/** Whose session cookie a request carries. */
const signedIn = vi.hoisted(() => ({ actor: null as Actor | null }));

vi.mock("#lib/platform/auth", async (original) => ({
  ...(await original<object>()),
  signedInActor: async () => signedIn.actor,
}));

vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "localhost" }),
  cookies: async () => ({ get: () => undefined, getAll: () => [] }),
}));

vi.mock("next/cache", () => ({ revalidatePath: () => {} }));

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});

afterEach(() => {
  vi.unstubAllEnvs();
  signedIn.actor = null;
});

const files = readdirSync("app", { recursive: true, encoding: "utf8" }).map((path) => `app/${path}`);

const range = "from=2020-01-01&to=2030-01-01";

/** How each route that reads is asked for what is restricted. New routes are missing here until somebody says how. */
const questions: Record<string, (it: RestrictedCase) => string[]> = {
  "actions/route.ts": () => [""],
  "analytics/route.ts": (it) => [`?chart=volume&${range}`, `?chart=backlog&${range}&queueId=${it.queueId}`],
  "analytics/tiles/route.ts": () => [`?${range}`],
  "articles/[id]/route.ts": () => ["/1"],
  "articles/[id]/versions/route.ts": () => ["/1"],
  "articles/route.ts": (it) => ["", `?search=${it.canary}`],
  "attachments/[id]/route.ts": (it) => [`/${it.attachmentId}`],
  "audit/export/route.ts": () => [""],
  "counters/route.ts": () => [""],
  "customers/[id]/route.ts": (it) => [`/${it.customerId}`],
  "customers/route.ts": (it) => [`?search=${it.canary}&besides=0`],
  "dataset/manifest/route.ts": () => ["?format=trl-dpo"],
  "dataset/rule-decisions/route.ts": () => [""],
  "dataset/route.ts": () => ["?format=trl-dpo", "?format=trl-kto", "?format=openai"],
  "imports/route.ts": () => [""],
  "inbox/route.ts": (it) => [
    "?view=all",
    "?view=proposed",
    `?view=all&search=${it.canary}`,
    `?view=all&search=${it.ticketId}`,
    `?view=all&search=%23${it.ticketId}`,
    `?view=all&queueId=${it.queueId}`,
    `?view=all&ids=${it.ticketId}`,
  ],
  "incidents/[id]/route.ts": (it) => [`/${it.incidentId}`],
  "incidents/[id]/major/route.ts": (it) => [`/${it.incidentId}`],
  "incidents/major-of-ticket/route.ts": (it) => [`?ticketId=${it.ticketId}`],
  "incidents/of-ticket/route.ts": (it) => [`?ticketId=${it.ticketId}`],
  "incidents/route.ts": () => ["?view=all", "?view=active"],
  "onboarding/route.ts": () => [""],
  "oncall/now/route.ts": () => [""],
  "oncall/pages/[id]/route.ts": (it) => [`/${it.pageId}`],
  "oncall/pages/route.ts": () => [""],
  "oncall/handovers/route.ts": () => [""],
  "oncall/waiting/route.ts": () => [""],
  "passages/route.ts": (it) => [`?text=stolen laptop ${it.canary}`, `?text=x&exceptTicketId=${it.ticketId}`],
  "presence/route.ts": () => [""],
  "reads/route.ts": (it) => [
    `?${new URLSearchParams(
      ["", "/proposals", "/summary", "/links"].map((part) => ["read", `/api/tickets/${it.ticketId}${part}`]),
    )}`,
    `?read=/api/inbox?view=all%26ids=${it.ticketId}`,
  ],
  "scenarios/draft/route.ts": (it) => [`?ticket=${it.ticketId}`],
  "scenarios/route.ts": () => [""],
  "series/[id]/rules/route.ts": () => ["/1"],
  "stream/route.ts": () => ["", "?after=3.0"],
  "tickets/[id]/investigation/route.ts": (it) => [`/${it.ticketId}`],
  "rule-proposals/file/route.ts": () => [""],
  "rule-proposals/[id]/trial/route.ts": () => ["/1"],
  "tickets/[id]/next-person/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/proposals/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/questions/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/summary/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/links/route.ts": (it) => [`/${it.ticketId}`],
  "tickets/[id]/runs/route.ts": (it) => [`/${it.ticketId}`],
  "watch/replay/route.ts": () => ["?ruleId=1"],
};

/** Tell nothing of tickets: whether it is well, sums that Prometheus draws, shifts, and what people wrote for the public. */
const untold = [
  "scim/v2/Groups",
  "scim/v2/Groups/[id]",
  "scim/v2/Users",
  "scim/v2/Users/[id]",
  "auth/[...all]",
  "health",
  "health/live",
  "health/ready",
  "metrics",
  "oncall/feeds/[secret]",
  "openapi.json",
  "status/[format]",
].map((it) => `${it}/route.ts`);

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;

const routes = (
  await Promise.all(
    files
      .filter((path) => path.startsWith("app/api/") && path.endsWith("/route.ts"))
      .map(async (path) => {
        const { GET } = (await import(/* @vite-ignore */ `../${path}`)) as { GET?: Handler };
        return GET ? [{ path: path.slice("app/api/".length), GET }] : [];
      }),
  )
).flat();

/** What a route answers, its first second where it goes on. */
async function ask(path: string, GET: Handler, question: string, key?: string) {
  const id = /^\/([^?]+)/.exec(question)?.[1];
  const address = path.slice(0, -"/route.ts".length).replace(/\[\w+\]/, id ?? "0");
  const request = new Request(`http://localhost/api/${address}${id ? "" : question}`, {
    headers: { host: "localhost", ...(key && { authorization: `Bearer ${key}` }) },
    signal: path.startsWith("stream") ? AbortSignal.timeout(150) : null,
  });
  const params = Promise.resolve(id ? { id } : {}) as Promise<Record<string, string>>;
  const answer = await GET(request, { params });
  const text = await answer.text().catch(() => "");
  return { status: answer.status, text: `${text} ${[...answer.headers].join(" ")}` };
}

/** Everything all routes answer. */
async function askAll(it: RestrictedCase, key?: string): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const { path, GET } of routes)
    for (const question of questions[path]?.(it) ?? []) {
      const { status, text } = await ask(path, GET, question, key);
      expect(status, `${path}${question}: ${text}`).toBeLessThan(500);
      answers.set(`${path} ${question}`, text);
    }
  return answers;
}

const told = (answers: Map<string, string>, canary: string) =>
  [...answers].filter(([, text]) => text.includes(canary)).map(([name]) => name);

test("every route that reads is asked here", () => {
  const known = [...Object.keys(questions), ...untold];
  expect(routes.map(({ path }) => path).filter((path) => !known.includes(path))).toEqual([]);
});

describe.each(roles)("%s", (role) => {
  test("who is no member is told nothing by any route", async ({ ctx }) => {
    const it = await restrictedCase(ctx);
    signedIn.actor = (await person(ctx, role)).actor;
    expect(told(await askAll(it), it.canary)).toEqual([]);
  });

  test("no key tells anything without the scope, and with it not those whose maker is no member", async ({
    ctx,
  }) => {
    const it = await restrictedCase(ctx);
    const all = Object.keys(permissions) as Permission[];
    const without = all.filter((scope) => scope !== "restricted.read");
    for (const scopes of [all, without])
      expect(told(await askAll(it, await keyOf(ctx, role, scopes)), it.canary)).toEqual([]);
    expect(told(await askAll(it, await keyOf(ctx, role, without, it.queueId)), it.canary)).toEqual([]);
    const open = told(await askAll(it, await keyOf(ctx, role, all, it.queueId)), it.canary);
    expect(open).toContain(`tickets/[id]/route.ts /${it.ticketId}`);
  });

  test("a member sees it in every place that has it", async ({ ctx }) => {
    const it = await restrictedCase(ctx);
    const member = await person(ctx, role);
    await setQueueMembers(ctx, { queueId: it.queueId, userIds: [it.member.actor.id, member.actor.id] });
    signedIn.actor = member.actor;
    const places = new Set(told(await askAll(it), it.canary).map((name) => name.split(" ")[0]));
    const expected = [
      "attachments/[id]/route.ts",
      "customers/route.ts",
      "inbox/route.ts",
      "oncall/pages/[id]/route.ts",
      "oncall/pages/route.ts",
      "incidents/[id]/route.ts",
      "incidents/route.ts",
      "passages/route.ts",
      "stream/route.ts",
      "tickets/[id]/proposals/route.ts",
      "tickets/[id]/questions/route.ts",
      "tickets/[id]/route.ts",
      ...(role === "lead" || role === "admin" ? ["dataset/route.ts"] : []),
    ];
    expect([...places].sort()).toEqual(expect.arrayContaining(expected));
  });
});

test("signed out, nothing is told", async ({ ctx }) => {
  const it = await restrictedCase(ctx);
  expect(told(await askAll(it), it.canary)).toEqual([]);
});

test("no page is made of it", async ({ ctx }) => {
  const it = await restrictedCase(ctx);
  signedIn.actor = (await person(ctx, "admin")).actor;
  const ids: [path: string, id: number][] = [
    ["tickets/", it.ticketId],
    ["incidents/", it.incidentId],
    ["oncall/pages/", it.pageId],
  ];
  let made = 0;
  for (const path of files.filter((file) => file.endsWith("/page.tsx") && file.includes("(desk)"))) {
    const { default: Page } = (await import(/* @vite-ignore */ `../${path}`)) as {
      default: (props: object) => unknown;
    };
    const id = String(ids.find(([place]) => path.includes(place))?.[1] ?? 1);
    const props = { params: Promise.resolve({ id }), searchParams: Promise.resolve({}) };
    const tree = await Promise.resolve(Page(props)).catch((error: unknown) => {
      // Where Next would go elsewhere, or say that there is nothing.
      expect(String((error as { digest?: string }).digest), path).toMatch(/^NEXT_/);
    });
    if (tree) made += 1;
    expect(inspect(tree, { depth: 40, maxStringLength: null }).includes(it.canary), path).toBe(false);
  }
  expect(made).toBeGreaterThan(20);
});
