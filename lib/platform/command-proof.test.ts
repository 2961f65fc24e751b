/** What a session alone does not do: whatever sends data to a new place, opens a way in or acts by itself asks for a fresh proof. */
import { readdirSync } from "node:fs";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test as plain, vi } from "vitest";
import { session } from "#db/schema/sign-in";
import { user } from "#db/schema/team";
import { createPerson } from "#lib/team/commands";
import { sessionFor } from "#lib/team/testing/session-for";
import { auth } from "./auth";
import type { Command } from "./command";
import { actorCtx } from "./context";
import { proofMinutes, provenPermissions } from "./rules";
import { answerAuth } from "./sign-in/answer";
import { askedFor, isAnswered, signInPaths } from "./sign-in/paths";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

/**
 * Commands of people that never ask, by why they need not. A new command stands in none of these lists: put it into one, or
 * let it ask. Asking is right when somebody with a stolen session could by it have data sent to an address of their own, come
 * back without the session, see what was hidden, or have something done without another person's look.
 */
const everyday: Record<string, string[]> = {
  "the day's work on tickets, each step of which the team sees": [
    "tickets openTicket addNote moveStatus assign setTriage setOrigin scheduleFollowUp snooze clearFollowUp showPresence",
    "tickets/commitments withdrawCommitment",
    "tickets/tool-calls requestToolCall withdrawToolCall recordResultByHand",
    "customers mergeCustomers undoMerge",
    "questions askQuestion cancelQuestion judgeAnswer eraseQuestion",
    "mcp/face proposeReply",
  ],
  "an answer to a customer, by the way the customer came, with time to take it back": [
    "tickets/replies reply withdrawReply retryReply",
    "suggestions decide undoDecision",
    "major sendNotices refuseNotices",
  ],
  "a label, a grade, or a stand in what is being looked into": [
    "suggestions gradeAgentRun",
    "investigation judgeOwnCall lookAgain addHypothesis steerHypothesis gradeInvestigation",
    "incidents splitIncident mergeIncident",
    "major confirmMajor dismissMajor joinIncident declineTicket proposeTelling closeMajor",
  ],
  "a word on the status page, which everybody may read anyhow": ["major/status postStatus publishPost"],
  "one approval of an action from the catalogue, whose locks stand beside it": [
    "remediation/runs approveRun denyRun confirmRun judgeRun rollBackRun",
  ],
  "who is called and when, by ways those people have proven": [
    "oncall acknowledgePage escalatePage resolvePage seePage confirmShown saveSchedule removeSchedule addOverride",
    "oncall removeOverride saveChain removeChain setPageRules importSchedules writeHandover signHandover",
  ],
  "only takes away, sorts or tries what is there": [
    "oncall removeChannel removeCalendar removeFeed testChannel setContactRules",
    "team dismissGuide",
  ],
  "what the team writes for itself; nothing leaves by it": [
    "knowledge saveArticle saveLink retireArticle",
    "scenarios saveScenario removeScenario startScenarios",
    "watch saveWatchRule setWatchRuleState removeWatchRule",
    "alert-rules acceptRule editRule rejectRule",
    "major/service-map importServiceMap",
    "catalogue importDependencies",
    "topology ignoreDependency",
    "metrics setSensitivity",
    "team/queues createQueue",
    "onboarding createStarterQueues",
    "imports uploadImport startImport cancelImport undoImport",
  ],
};

/** Ask once they know what it is about: of a restricted queue, of somebody else's session. Shown in those rooms' own tests. */
const withinWork = ["team/queues changeQueue", "team/queues setQueueMembers", "team/sessions endSession"];

/** Ask for some of what they are given: what asks, and what does not. */
const sometimes: Record<string, { asks: unknown[]; lets: unknown[] }> = {
  "settings writePolicy": {
    asks: [
      { key: "policy.actions", value: { isStopped: false } },
      { key: "investigation.stop", value: { isStopped: false } },
      { key: "investigation.budget", value: { calls: 20, seconds: 300, cost: 10_000 } },
      { key: "knowledge.links", value: { hosts: ["evil.example"] } },
    ],
    lets: [
      { key: "policy.actions", value: { isStopped: true } },
      { key: "investigation.stop", value: { isStopped: true } },
      { key: "desk.reply", value: { assign: "never" } },
    ],
  },
  "investigation setToolPolicy": {
    asks: [
      { tool: "a_tool", mode: "runs" },
      { tool: "a_tool", mode: null },
      { tool: "a_tool", mode: "off", rules: [{ queueId: null, priority: "low", mode: "runs" }] },
    ],
    lets: [
      { tool: "a_tool", mode: "off" },
      { tool: "a_tool", mode: "asks", rules: [{ queueId: null, priority: "low", mode: "off" }] },
    ],
  },
};

const rooms = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)commands\.ts$/.test(path))
  .map((path) => path.replace(/\/commands\.ts$/, ""))
  .sort();
const commands = new Map(
  (
    await Promise.all(
      rooms.map(async (room) => {
        const file: string = `../${room}/commands.ts`;
        const exports: Record<string, Command> = await import(/* @vite-ignore */ file);
        return Object.entries(exports).map(
          ([name, value]) => [`${room} ${name}`, value] as [string, Command],
        );
      }),
    )
  ).flat(),
);
const ofPeople = [...commands].filter(([, { permission }]) => permission !== "machine");
const named = Object.values(everyday)
  .flat()
  .flatMap((line) => {
    const [room, ...names] = line.split(" ");
    return names.map((name) => `${room} ${name}`);
  });

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("LOG_LEVEL", "silent");
});
afterEach(() => vi.unstubAllEnvs());

/** An administrator with a session of long ago, as a thief of its cookie would be. */
const stale = (db: Parameters<typeof actorCtx>[1]) => {
  const provenAt = new Date(Date.now() - (proofMinutes + 1) * 60_000);
  return actorCtx({ kind: "user", id: "user-admin", name: "Somebody", role: "admin", provenAt }, db);
};

plain("every command of people either asks for a proof or is said not to need one", () => {
  const undecided = ofPeople.filter(([, { proof }]) => proof === "never").map(([name]) => name);
  expect(undecided.sort()).toEqual([...named, ...withinWork].sort());
  const partly = ofPeople.filter(([, { proof }]) => proof === "sometimes").map(([name]) => name);
  expect(partly.sort()).toEqual(Object.keys(sometimes).sort());
});

describe("with a proof that is too old", () => {
  test.for(ofPeople.filter(([, { proof }]) => proof === "always"))(
    "%s is refused, before anything is read",
    async ([, run], { db }) => {
      await expect(run(stale(db), null)).rejects.toMatchObject({ code: "unproven" });
    },
  );

  test.for(Object.entries(sometimes))(
    "%s is refused where it reaches further",
    async ([name, given], { db }) => {
      const run = commands.get(name);
      for (const input of given.asks)
        await expect(run?.(stale(db), input)).rejects.toMatchObject({ code: "unproven" });
      for (const input of given.lets) await run?.(stale(db), input);
    },
  );

  test.for(ofPeople.filter(([, { proof }]) => proof === "never"))(
    "%s is not held up",
    async ([, run], { db }) => {
      await expect(run(stale(db), null)).rejects.toMatchObject({ code: "invalid" });
    },
  );
});

plain("what a permission guards is asked for whoever the command is written by", () => {
  for (const permission of provenPermissions)
    expect(ofPeople.some(([, one]) => one.permission === permission && one.proof === "always")).toBe(true);
});

plain(
  "under /api/auth nothing is answered that is not on the list, whatever the library offers",
  async () => {
    const offered = Object.values(auth().api as Record<string, { path?: string }>).flatMap(
      ({ path }) => path ?? [],
    );
    expect(offered).toContain("/change-email");
    for (const path of ["/nothing", ...offered.filter((one) => !isAnswered(one))])
      await expect(answerAuth(asked(path))).rejects.toMatchObject({ code: "not_found" });
    const ofSaml = ["/sign-in/saml", "/saml/acs", "/saml/finish", "/saml/metadata"];
    const known = [...offered, "/callback/oidc", "/sign-in/demo", ...ofSaml];
    expect(signInPaths.filter((path) => !known.includes(path))).toEqual([]);
  },
);

test("what changes how somebody signs in is refused with a session alone", async ({ ctx }) => {
  const { id } = await createPerson(ctx, { name: "Noor", email: `${unique()}@desk.test`, role: "admin" });
  const cookie = (await sessionFor(ctx, id)).get("cookie") ?? "";
  const longAgo = new Date(Date.now() - (proofMinutes + 1) * 60_000);
  await ctx.db.update(session).set({ provenAt: longAgo }).where(eq(session.userId, id));
  await ctx.db.update(user).set({ mustChangePassword: false }).where(eq(user.id, id));
  for (const path of signInPaths.filter((one) => askedFor(one) === "proof"))
    await expect(answerAuth(asked(path, cookie))).rejects.toMatchObject({ code: "unproven" });
  for (const path of signInPaths.filter((one) => askedFor(one) === "password")) {
    const wrong = {
      password: "not the password",
      currentPassword: "not the password",
      newPassword: "a new one, long enough",
    };
    expect((await answerAuth(asked(path, cookie, wrong))).status, path).toBe(400);
    expect((await answerAuth(asked(path, cookie, {}))).status, path).toBe(400);
  }
});

function asked(path: string, cookie = "", body: unknown = {}): Request {
  const method = /options$/.test(path) ? "GET" : "POST";
  const headers = {
    "content-type": "application/json",
    host: "desk.test",
    origin: "http://desk.test",
    cookie,
  };
  return new Request(`http://desk.test/api/auth${path}`, {
    method,
    headers,
    ...(method === "POST" && { body: JSON.stringify(body) }),
  });
}
