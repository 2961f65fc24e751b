/** A colleague's change is never overwritten unseen: whatever replaces a stored value is told what its page was filled with. */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Command } from "./command";

/** By which an input says what was on the screen; `app/action.ts` has every page say it. */
const seenBy = ["seen", "seenEventId", "version", "hash"];

/**
 * Commands of people that replace nothing a page was filled with, by why not. A new command stands in none of these lists: put
 * it into one, or let its input say what was seen and refuse what is not so any more (`stale.ts`).
 */
const replacingNothing: Record<string, string[]> = {
  "makes something new, adds a line, or asks for something to be done": [
    "tickets openTicket addNote showPresence",
    "tickets/tool-calls requestToolCall recordResultByHand",
    "questions askQuestion",
    "investigation lookAgain addHypothesis",
    "mcp/face proposeReply",
    "major proposeTelling",
    "major/status postStatus",
    "oncall addOverride addChannel addCalendar importSchedules makeFeed testChannel writeHandover",
    "team createPerson createApiKey",
    "team/queues createQueue",
    "onboarding createStarterQueues",
    "connectors createConnector",
    "metrics createMetricSource",
    "remediation/catalogue addAction",
    "tools addTool",
    "mcp addServer",
    "secrets createSecret",
    "knowledge saveLink",
    "imports uploadImport",
    "scenarios startScenarios",
  ],
  "goes one step, and is refused where that step was taken already": [
    "alert-rules acceptRule editRule rejectRule",
    "imports startImport cancelImport undoImport",
    "incidents mergeIncident splitIncident",
    "customers mergeCustomers undoMerge",
    "major closeMajor confirmMajor declineTicket dismissMajor joinIncident refuseNotices sendNotices",
    "oncall seePage confirmShown signHandover",
    "questions cancelQuestion",
    "remediation/autonomy askAutonomy confirmAutonomy revokeAutonomy",
    "remediation/runs approveRun confirmRun denyRun judgeRun rollBackRun",
    "suggestions undoDecision",
    "tickets/commitments withdrawCommitment",
    "tickets/replies retryReply withdrawReply",
    "tickets/tool-calls withdrawToolCall",
  ],
  "sets one of a few states that it names, whatever stood there": [
    "connectors switchConnector",
    "metrics switchMetricSource",
    "mcp switchServer revokeTool",
    "remediation/catalogue switchAction",
    "tools switchTool",
    "team disablePerson",
    "major/status publishPost",
    "tickets setOrigin",
    "topology ignoreDependency",
  ],
  "a verdict: the newest counts, and each stands in the trail": [
    "investigation gradeInvestigation judgeOwnCall steerHypothesis",
    "questions judgeAnswer",
  ],
  "takes away what it names, whatever is in it": [
    "knowledge retireArticle",
    "mcp removeServer",
    "oncall removeCalendar removeChain removeChannel removeFeed removeOverride removeSchedule",
    "questions eraseQuestion",
    "scenarios removeScenario",
    "secrets revokeSecret",
    "team revokeApiKey",
    "team/factors resetFactors",
    "team/sessions endSession",
    "tickets scheduleFollowUp clearFollowUp",
    "watch removeWatchRule",
  ],
  "makes a secret that takes the place of one nobody can read": [
    "connectors rotateSecret",
    "metrics rotateMetricSecret",
    "remediation/catalogue renewActionSecret",
    "secrets rotateNamedSecret",
    "team resetPassword",
    "tools renewToolSecret",
  ],
  "is one's own, and nobody else's": ["oncall setContactRules", "team dismissGuide"],
  "a table that says which rows it replaces": [
    "catalogue importDependencies",
    "major/service-map importServiceMap",
  ],
  "a part of `changeQueue`, which asks": ["team/queues restrictQueue setQueueMembers"],
};

const rooms = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)commands\.ts$/.test(path))
  .map((path) => path.replace(/\/commands\.ts$/, ""))
  .sort();

const unsaid = (
  await Promise.all(
    rooms.map(async (room) => {
      const exports: Record<string, Command> = await import(/* @vite-ignore */ `../${room}/commands.ts`);
      return Object.entries(exports)
        .filter(([, one]) => one.permission !== "machine" && !says(one.schema))
        .map(([name]) => `${room} ${name}`);
    }),
  )
).flat();

test("every command either is told what was seen, or is said to replace nothing of the kind", () => {
  const named = Object.values(replacingNothing)
    .flat()
    .flatMap((line) => {
      const [room, ...names] = line.split(" ");
      return names.map((name) => `${room} ${name}`);
    });
  expect(unsaid.sort()).toEqual(named.sort());
});

/** Whether each form an input may have says what was seen. */
function says(schema: z.ZodType): boolean {
  const { anyOf, oneOf, properties } = z.toJSONSchema(schema, { unrepresentable: "any", io: "input" });
  const forms = anyOf ?? oneOf ?? [{ properties }];
  return forms.every(
    (form) =>
      typeof form === "object" && Object.keys(form.properties ?? {}).some((name) => seenBy.includes(name)),
  );
}
