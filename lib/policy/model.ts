/** Types of policy: what may be proposed, how risky it is, and the gate's verdict. */
import { z } from "zod";

/** Risk classes: 0 read-only, 1 a reply, 2 a configuration hint, 3 restart or scale, 4 destructive or unknown. */
export const riskClasses = [0, 1, 2, 3, 4] as const;
export type RiskClass = (typeof riskClasses)[number];

/** What the agent does after looking at a ticket. */
export const gateVerdicts = ["show", "abstain", "hand_over"] as const;
export type GateVerdict = (typeof gateVerdicts)[number];

/** Why the agent abstained or handed over, as a code with the sentence shown for it. */
export const abstainReasons = {
  nothing_to_add: "Nothing in the knowledge base or in past cases fits this message.",
  low_confidence: "The best draft is less likely to help than to cost time.",
  no_question: "The message needs no answer.",
  too_long: "The draft is longer than anybody would send.",
  timed_out: "Looking at this message took too long.",
  not_grounded: "The draft could not be backed by this ticket or by a source.",
  other_language: "What fits is not in the customer's language.",
  repeat: "The same proposal was already made on this ticket.",
  superseded: "The conversation moved on while the draft was written.",
  analyst_active: "An analyst replied first.",
  resolved: "The alert had ended before anybody could act on it.",
  not_active: "The ticket is not being worked on.",
  major_incident: "The ticket belongs to a major incident: one answer goes to all it touches.",
  muted: "Proposals are switched off for this queue and priority.",
  attention: "Analysts of this queue have as many cards as they can look at; more useful ones go first.",
  cannot_keep: "The draft promises something by a time at which nobody is there to keep it.",
  record_only: "Proposals are only recorded for this queue and priority.",
  model_failed: "The model gave no usable answer.",
} as const;
export type AbstainReason = keyof typeof abstainReasons;

/** The gate's view of one agent run, stored with it and printed in the desk. */
export const GateRecord = z.object({
  verdict: z.enum(gateVerdicts),
  probability: z.number(),
  threshold: z.number(),
  /** The promised rate is proven for what is shown, and the card keeps it by its own number. */
  certified: z.boolean(),
  /** Further decisions needed before the threshold can be certified; 0 when it is. */
  labelsNeeded: z.number(),
  explored: z.boolean(),
  /** Probability with which this verdict was shown, for off-policy evaluation. */
  propensity: z.number(),
  features: z.record(z.string(), z.number()),
});
export type GateRecord = z.infer<typeof GateRecord>;

/** What budgets held back: cards in the last 24 hours, calls of a model today, and today's tokens. */
export type HeldBack = { cards: number; modelCalls: number; tokens: number };
