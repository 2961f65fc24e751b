/** The nouns of scenarios: a conversation, what must and must not come of it, and what came. */
import { z } from "zod";
import { investigationOutcomes } from "#lib/investigation/model";
import { priorities } from "#lib/sla/model";
import { suggestionKinds } from "#lib/suggestions/model";
import { ticketKinds, ticketStatuses } from "#lib/tickets/model";
import { inCurrentWords } from "./former-words";

const text = z.string().max(64_000);
const labels = z.record(z.string(), z.string());

/** `at`: seconds relative to the end of the scenario (zero or negative); the list's order is that of arrival. */
const happened = { at: z.number().max(0).optional() };
const alert = {
  ...happened,
  labels,
  annotations: labels.default({}),
  /** When the alert began, in seconds relative to the end of the scenario; `at` when left out. */
  startsAt: z.number().max(0).optional(),
};

export const ScenarioEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("customer_message"), text, ...happened }),
  z.object({
    kind: z.literal("analyst_reply"),
    text,
    /** `other_channel`: written in another system and reported by it. */
    by: z.enum(["desk", "other_channel"]).default("desk"),
    ...happened,
  }),
  z.object({
    kind: z.literal("tool_result"),
    tool: z.string().min(1),
    arguments: z.record(z.string(), z.unknown()).default({}),
    result: z.record(z.string(), z.unknown()).nullable(),
    ...happened,
  }),
  z.object({ kind: z.literal("alert_firing"), ...alert }),
  z.object({ kind: z.literal("alert_resolved"), ...alert }),
  z.object({ kind: z.literal("status_change"), status: z.enum(ticketStatuses), ...happened }),
]);
export type ScenarioEvent = z.infer<typeof ScenarioEvent>;

const pattern = z
  .string()
  .refine((source) => isPattern(source), "is not a regular expression of JavaScript with the flags iu");

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source, "iu"));
  } catch {
    return false;
  }
}

/** What a card is to be like; every field that is given must fit. */
export const CardPattern = z
  .strictObject({
    kind: z.enum(suggestionKinds).optional(),
    tool: z.string().optional(),
    /** These arguments with these values, others beside them or not. */
    arguments: z.record(z.string(), z.unknown()).optional(),
    /** A regular expression of JavaScript, with the flags iu. */
    text: pattern.optional(),
    /** ISO 639-1 code of the language the text is written in. */
    language: z.string().length(2).optional(),
  })
  .refine((given) => Object.keys(given).length > 0, "names nothing a card could be told by");
export type CardPattern = z.infer<typeof CardPattern>;

/** What must and must not come of a scenario. */
export const Expectation = z.strictObject({
  /** The card that stands at the end. */
  first: CardPattern.optional(),
  /** No card of the whole scenario, no alternative on one and nothing a hand-over offers is like any of these. */
  no_card: z.array(CardPattern).optional(),
  /** No card stands at the end. */
  abstains: z.literal(true).optional(),
  /** A card stands at the end. */
  shows: z.literal(true).optional(),
  /** At most this many cards were shown in the whole scenario, triage apart. */
  cards_at_most: z.number().int().min(0).optional(),
  /** The agent came to a finding, and its words fit this regular expression. */
  finding: pattern.optional(),
  /** The agent found that nothing is wrong. */
  no_fault: z.literal(true).optional(),
  /** The agent came to no finding, and says so. */
  unresolved: z.literal(true).optional(),
  status: z.enum(ticketStatuses).optional(),
  /** null: the ticket has no clock at the end. */
  due: z.null().optional(),
  due_reason_not: z.string().optional(),
});
export type Expectation = z.infer<typeof Expectation>;

/** An answer of a tool; `arguments` are a subset of those of the call, `error` is what it says where it fails. */
export const Telemetry = z
  .object({
    tool: z.string().min(1),
    arguments: z.record(z.string(), z.unknown()).default({}),
    result: z.record(z.string(), z.unknown()).optional(),
    error: z.string().optional(),
  })
  .refine(
    ({ result, error }) => (result === undefined) !== (error === undefined),
    "has a result or an error",
  );
export type Telemetry = z.infer<typeof Telemetry>;

export const scenarioEngines = ["apprentice", "llm"] as const;
export type ScenarioEngine = (typeof scenarioEngines)[number];

export const Scenario = z.object({
  id: z.string().min(1).max(120),
  about: z.string().max(500).default(""),
  ticket: z.object({
    subject: z.string().max(500),
    kind: z.enum(ticketKinds).default("request"),
    priority: z.enum(priorities).optional(),
  }),
  customer: z
    .object({
      name: z.string().min(1).max(200),
      email: z.string().max(320).nullable().default(null),
      company: z.string().max(200).nullable().default(null),
    })
    .optional(),
  events: z.array(ScenarioEvent).min(1).max(200),
  expect: z.preprocess(inCurrentWords, Expectation),
  /** The engine that drafts; the apprentice when left out. */
  engine: z.enum(scenarioEngines).default("apprentice"),
  /** The agent runs the look-ups itself that it may; it only proposes them when left out. */
  investigates: z.boolean().default(false),
  /** What tools answer in this scenario: the first that fits a call by its tool and arguments; nothing else is looked up. */
  telemetry: z.array(Telemetry).max(200).optional(),
});
export type Scenario = z.infer<typeof Scenario>;

/** `seen`: what went by its id when it was opened, null for nothing; one that somebody else saved since is not overwritten. */
export const SaveScenarioInput = Scenario.extend({ seen: Scenario.nullable().optional() });

/** A step that was offered: on a card of its own, as an alternative, or beside a hand-over. */
export const ShownStep = z.object({
  kind: z.enum(suggestionKinds),
  text: z.string(),
  tool: z.string().nullable(),
  arguments: z.record(z.string(), z.unknown()).nullable(),
  confidence: z.number(),
});
export type ShownStep = z.infer<typeof ShownStep>;

/** What was shown and how the ticket stands at the end of a scenario. */
export const Shown = z.object({
  /** Every card in the order of its making, triage apart; `isOpen` of the one that stands at the end. */
  cards: z.array(ShownStep.extend({ isOpen: z.boolean(), alternatives: z.array(ShownStep) })),
  /** Why the agent showed nothing at its last run; null when it showed something. */
  abstained: z.string().nullable(),
  /** What the agent made of the case; null where nothing was, or would be, looked up. */
  finding: z
    .object({ outcome: z.enum(investigationOutcomes), text: z.string(), confidence: z.number() })
    .nullable()
    .default(null),
  status: z.enum(ticketStatuses),
  due: z.coerce.date().nullable(),
  due_reason: z.string().nullable(),
});
export type Shown = z.infer<typeof Shown>;

/** How findings compare with what was expected of them. */
export const FindingCounts = z.object({
  /** Scenarios with a fault, those in which it was found, and those in which another was claimed, or none. */
  faults: z.number(),
  right: z.number(),
  wrong: z.number(),
  /** Scenarios with no fault, and those in which that was said. */
  calm: z.number(),
  calmRight: z.number(),
});
export type FindingCounts = z.infer<typeof FindingCounts>;

/** `failures`: one sentence for each expectation that was not met; `error` when the scenario could not be played. */
export const ScenarioResult = z.object({
  id: z.string(),
  about: z.string(),
  passed: z.boolean(),
  failures: z.array(z.string()),
  error: z.string().nullable(),
  shown: Shown.nullable(),
  milliseconds: z.number(),
});
export type ScenarioResult = z.infer<typeof ScenarioResult>;

/** `demo`: the team the demo begins with; `empty`: a new installation; `current`: this one. */
export const environments = ["demo", "empty", "current"] as const;
export type Environment = (typeof environments)[number];

export const ScenarioReport = z.object({
  environment: z.enum(environments),
  scenarios: z.number(),
  passed: z.number(),
  failed: z.number(),
  /** Seconds the playing took, without making the environment. */
  seconds: z.number(),
  results: z.array(ScenarioResult),
  /** Null where no scenario expects a finding. */
  findings: FindingCounts.nullable(),
  /** A sentence for each line of the file that is no scenario. */
  faults: z.array(z.string()),
});
export type ScenarioReport = z.infer<typeof ScenarioReport>;

/** A scenario the team keeps; `isRunning` from the moment a run is asked for until its result is there. */
export const SavedScenario = z.object({
  definition: Scenario,
  result: ScenarioResult.nullable(),
  ranAt: z.coerce.date().nullable(),
  isRunning: z.boolean(),
  savedBy: z.string(),
  savedAt: z.coerce.date(),
});
export type SavedScenario = z.infer<typeof SavedScenario>;
