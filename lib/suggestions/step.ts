/** A step the agent would have taken: what it rests on, the call it makes, and what a proposal of each kind carries. */
import { z } from "zod";
import { type TicketStatus, TriageFields, ticketStatuses } from "#lib/tickets/model";

export const evidenceKinds = ["article", "ticket", "event"] as const;

/** One source a draft rests on; `ref` is the id of the article, past ticket or event of this ticket. */
export const Evidence = z.object({
  kind: z.enum(evidenceKinds),
  ref: z.number(),
  /** For `ticket`: the event of that ticket the text was built from. */
  eventId: z.number().optional(),
  /** For a passage of a `ticket`: the event of that ticket it stands in. */
  turnId: z.number().optional(),
  /** Of another ticket neither title nor excerpt are kept: they are read where they stand. */
  title: z.string(),
  excerpt: z.string(),
  score: z.number(),
  /** What spoke for a retrieved passage; a decision teaches which of that counts. */
  features: z.record(z.string(), z.number()).optional(),
});
export type Evidence = z.infer<typeof Evidence>;

/** A call that waits for an analyst: of a read-only diagnostic, or of an action of the catalogue under its locks. */
export const ToolRequest = z.object({
  tool: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  /** Set where no such tool is connected: whoever takes the step looks it up and records what was found. */
  byHand: z.literal(true).optional(),
  /** Set where it changes something: its class of risk. Nothing but an approved run executes it. */
  action: z.object({ risk: z.number() }).optional(),
});
export type ToolRequest = z.infer<typeof ToolRequest>;

/** A sentence to be read twice before it goes out: a promise, or advice to make something less safe. */
export const Caution = z.object({ kind: z.enum(["promise", "security"]), sentence: z.string() });
export type Caution = z.infer<typeof Caution>;

/** Who thought of a step: what analysts did before, a written procedure, an article, a language model, or a rule of ours. */
export const origins = ["template", "procedure", "article", "model", "rule"] as const;
export type Origin = (typeof origins)[number];

/** Steps offered beside a card, or where there is none: each has a key. */
export const stepsOffered = 6;

/** A step that could be taken next, as a card offers it and an agent run keeps it. */
export const StoredCandidate = z
  .object({
    /** Names it among the candidates of its agent run. */
    id: z.string(),
    text: z.string(),
    origin: z.enum(origins),
    /** Our estimate that it is the next step, where one of its kind is due. */
    probability: z.number(),
    /** The past replies or calls it was built from. */
    eventIds: z.array(z.number()).default([]),
    /** On a card: what it rests on. */
    evidence: z.array(Evidence).optional(),
    cautions: z.array(Caution).optional(),
    /** Why it may not be shown, however likely. */
    barred: z.string().optional(),
  })
  .and(
    z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("reply") }),
      z.object({ kind: z.literal("diagnostic"), call: ToolRequest }),
      z.object({ kind: z.literal("remediation"), call: ToolRequest }),
    ]),
  );
export type StoredCandidate = z.infer<typeof StoredCandidate>;

/** A value a triage field might take, and how likely it is the right one; a queue by its id. */
export const TriageOption = z.object({ value: z.union([z.string(), z.number()]), confidence: z.number() });
export type TriageOption = z.infer<typeof TriageOption>;

/** A line of a hand-over brief, and the event of the ticket it comes from. */
export const BriefLine = z.object({ text: z.string(), eventId: z.number().optional() });

export type BriefLine = z.infer<typeof BriefLine>;

/** Hand-over brief: what the case is about, what is known, what was tried and gave, what is open. */
export const Brief = z.object({
  about: BriefLine,
  known: z.array(BriefLine),
  tried: z.array(BriefLine),
  open: z.array(BriefLine),
  /** What would be done next. */
  suggested: z.array(BriefLine).default([]),
});
export type Brief = z.infer<typeof Brief>;

/** What a card may offer beside its own step. */
const card = {
  /** The other steps an analyst can take on it. */
  alternatives: z.array(StoredCandidate).optional(),
  cautions: z.array(Caution).optional(),
};

/** Where sending it moves the ticket, beside what it says. */
const said = { ...card, moveTo: z.enum(ticketStatuses).optional() };

const isLookUp = ({ action }: ToolRequest) => action === undefined;

/** The fields of a triage proposal, and the values each may take, the proposed one first. */
export const TriageContent = z.object({
  kind: z.literal("triage"),
  payload: z.object({
    triage: TriageFields,
    triageOptions: z.partialRecord(TriageFields.keyof(), z.array(TriageOption)).optional(),
  }),
});

/** The kind of a proposal with what it carries beside its text: narrow by `kind` to read `payload`. */
export const ProposalContent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reply"), payload: z.object(said).default({}) }),
  z.object({ kind: z.literal("follow_up"), payload: z.object(said).default({}) }),
  z.object({
    kind: z.literal("diagnostic"),
    // What changes something is no diagnostic, whatever it is called.
    payload: z.object({ ...card, call: ToolRequest.refine(isLookUp, "changes something") }),
  }),
  z.object({
    kind: z.literal("remediation"),
    /** Without a call a person carries it out. */
    payload: z.object({ ...card, call: ToolRequest.optional() }).default({}),
  }),
  z.object({
    kind: z.literal("escalation"),
    payload: z
      .object({
        ...card,
        brief: Brief.optional(),
        /** The id of the one among the other steps that the agent would have proposed, and is unsure of. */
        withheld: z.string().optional(),
        /** The message of which it is asked whether a person wrote it. */
        doubts: z.number().optional(),
      })
      .default({}),
  }),
  TriageContent,
]);
export type ProposalContent = z.infer<typeof ProposalContent>;

/** What is proposed of one kind. */
export type ProposedOf<Kind extends ProposalContent["kind"]> = Extract<ProposalContent, { kind: Kind }>;

/** What an agent run chose, shown or not. */
export const Draft = z.preprocess(
  withKind,
  z.object({ id: z.string(), text: z.string(), evidence: z.array(Evidence) }).and(ProposalContent),
);
export type Draft = z.infer<typeof Draft>;

/** Runs recorded before a draft had a kind tell it by what it carries. */
function withKind(draft: unknown): unknown {
  if (typeof draft !== "object" || draft === null || "kind" in draft) return draft;
  const { call, brief } = Object(Object(draft).payload);
  const kind = call ? (call.action ? "remediation" : "diagnostic") : brief ? "escalation" : "reply";
  return { ...draft, kind };
}

/** The call that taking a step makes. */
export function callOf(step: ProposalContent | StoredCandidate): ToolRequest | undefined {
  if ("payload" in step) return "call" in step.payload ? step.payload.call : undefined;
  return "call" in step ? step.call : undefined;
}

/** A step of a card as what is proposed where it is taken instead. */
export function contentOf(step: StoredCandidate): ProposalContent {
  const payload = { ...(step.cautions && { cautions: step.cautions }) };
  return step.kind === "reply"
    ? { kind: step.kind, payload }
    : { kind: step.kind, payload: { ...payload, call: step.call } };
}

/** True for words that go to the customer. */
export function isSaid({ kind }: ProposalContent): boolean {
  return kind === "reply" || kind === "follow_up";
}

/** The other steps of a card. */
export function alternativesOf({ payload }: ProposalContent): readonly StoredCandidate[] {
  return ("alternatives" in payload && payload.alternatives) || [];
}

/** The proposal with each of its other steps made into another. */
export function withSteps<Proposal extends ProposalContent>(
  proposal: Proposal,
  change: (step: StoredCandidate) => StoredCandidate,
): Proposal {
  if (!("alternatives" in proposal.payload) || !proposal.payload.alternatives) return proposal;
  const alternatives = proposal.payload.alternatives.map(change);
  return { ...proposal, payload: { ...proposal.payload, alternatives } };
}

/** What on a card is to be read twice. */
export function cautionsOn({ payload }: ProposalContent): readonly Caution[] {
  return ("cautions" in payload && payload.cautions) || [];
}

/** Where taking what is proposed moves the ticket. */
export function moveOf({ payload }: ProposalContent): TicketStatus | undefined {
  return "moveTo" in payload ? payload.moveTo : undefined;
}
