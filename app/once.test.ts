/** Whatever a person asks for is done once: every action takes the key of its request, and asked again by it nothing is added. */
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { beforeEach, describe, expect, vi } from "vitest";
import { freshLayer } from "#lib/oncall/rules";
import type { Actor, Ctx } from "#lib/platform/context";
import type { ActionResult } from "#lib/platform/model";
import { rowsOf } from "#lib/platform/testing/all-rows";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";

const signedIn = vi.hoisted(() => ({ actor: null as Actor | null }));
vi.mock("#lib/platform/auth", async (original) => ({
  ...(await original<object>()),
  signedInActor: async () => signedIn.actor,
}));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ host: "localhost" }) }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});

type Run = (input: unknown, requestKey: string) => Promise<ActionResult<unknown>>;
const files = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((path) =>
  /(^|\/)actions\.ts$/.test(path),
);
const actions = new Map<string, Run>();
for (const path of files.sort()) {
  const exports: Record<string, unknown> = await import(/* @vite-ignore */ `./${path}`);
  for (const [name, run] of Object.entries(exports)) actions.set(name, run as Run);
}

const slug = () => unique("x").replace("_", "-");
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** What adds something, with an input that does. */
const adding: Record<string, (on: { ticketId: number; scheduleId: number; me: string }) => unknown> = {
  openTicketAction: () => ({ subject: "Disk full", text: "It is full.", customer: { name: unique("Lena") } }),
  replyAction: ({ ticketId }) => ({ ticketId, text: "On it." }),
  addNoteAction: ({ ticketId }) => ({ ticketId, text: "Called back." }),
  askQuestionAction: ({ ticketId }) => ({ ticketId, text: "What is open?" }),
  addHypothesisAction: ({ ticketId }) => ({ ticketId, text: "A snapshot fills it" }),
  saveArticleAction: () => ({ kind: "article", title: unique("Growing"), body: "Stop, resize, start." }),
  createApiKeyAction: () => ({ name: unique("ci"), scopes: ["desk.read"], days: 1 }),
  createPersonAction: () => ({ name: "Noor", email: `${unique()}@desk.test`, role: "analyst" }),
  createQueueAction: () => ({ key: slug(), name: unique("Network") }),
  createConnectorAction: () => ({ id: slug(), kind: "webhook", name: "Shop" }),
  createSecretAction: () => ({ name: slug(), value: "a-value-of-some-length", hosts: ["x.example"] }),
  createSourceAction: () => ({ id: slug(), name: "Push", kind: "push" }),
  makeFeedAction: ({ scheduleId }) => ({ scheduleId }),
  addChannelAction: () => ({ kind: "email", label: unique("Work"), target: "ada@example.com" }),
  saveScheduleAction: ({ me }) => scheduleOf(me),
  addOverrideAction: ({ scheduleId, me }) => ({ scheduleId, userId: me, startsAt: soon(1), endsAt: soon(2) }),
  saveChainAction: ({ scheduleId, me }) => ({
    id: null,
    version: null,
    name: unique("Chain"),
    steps: [{ targets: [{ kind: "schedule", id: String(scheduleId) }], wait: 5 }],
    repeats: 1,
    lastResort: me,
  }),
  saveWatchRuleAction: () => ({
    name: unique("Rule"),
    kind: "detect",
    subject: "messages",
    match: "words",
    looksFor: [unique("word")],
    level: "P1",
    topic: "outage",
    silenceMinutes: 60,
  }),
  saveScenarioAction: () => ({
    id: slug(),
    ticket: { subject: "Thanks" },
    customer: { name: "Alex Example" },
    events: [{ kind: "customer_message", text: "Thank you." }],
    expect: { abstains: true },
  }),
};

function scheduleOf(me: string) {
  const layers = [freshLayer("Primary", [me], new Date())];
  return { id: null, version: null, name: unique("Rota"), timeZone: "Europe/Berlin", layers };
}

const aKey = () => randomBytes(16).toString("hex");

async function signIn(ctx: Ctx): Promise<string> {
  const { actor } = await person(ctx, "admin");
  if (actor.kind !== "user") throw new Error("A person signs in.");
  signedIn.actor = { ...actor, provenAt: new Date() };
  return actor.id;
}

const runOf = (name: string): Run => {
  const run = actions.get(name);
  if (!run) throw new Error(`There is no ${name}.`);
  return run;
};

describe.each(Object.keys(adding))("%s", (name) => {
  test("asked again by the same key adds nothing, and is answered as before", async ({ ctx }) => {
    const me = await signIn(ctx);
    const { ticketId } = await ticketWithMessage(ctx);
    const made = await runOf("saveScheduleAction")(scheduleOf(me), aKey());
    const scheduleId = made.ok ? (made.data as { id: number }).id : 0;
    const [input, key] = [adding[name]?.({ ticketId, scheduleId, me }), aKey()];
    const before = await rowsOf(ctx);
    const first = await runOf(name)(input, key);
    expect(first, name).toMatchObject({ ok: true });
    const after = await rowsOf(ctx);
    expect(after).toBeGreaterThan(before + 1);
    expect(await runOf(name)(input, key)).toStrictEqual(first);
    expect(await rowsOf(ctx)).toBe(after);
  });
});

describe.each([...actions])("%s", (_, run) => {
  test("does nothing without the key of a request", async ({ ctx }) => {
    await signIn(ctx);
    for (const key of ["", "short"])
      expect(await run({}, key)).toMatchObject({ ok: false, error: { message: "Reload this page" } });
  });
});
