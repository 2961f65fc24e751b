/** What a case may be: hypotheses from what past results turned out to mean, each held against what was looked up. Pure. */
import { hash } from "#lib/apprentice/tokens";
import { countWords } from "#lib/platform/count/rules";
import { causeWords, markWords } from "./cause-words";
import { type Causes, isExclusive, nameOfCause } from "./causes";
import { factsOf, fieldOf } from "./facts";
import type { Assessment, Hypothesis, Mark } from "./model";
import { aboutAnother } from "./own-values";
import { isAllQuiet, isQuiet, isQuietShown, type QuietWords } from "./quiet";
import { impossible } from "./usual";
import { isCalledAnew, isCalledElse, isOnlyCalled, type Weighed, weigh } from "./weigh";

/** Something that was looked up on the ticket. */
export type LookedUp = {
  tool: string;
  /** The result on the timeline. */
  eventId: number;
  result: Readonly<Record<string, unknown>> | null;
  /** Why the answer tells nothing, whatever it says: a sentence without its subject; null where it may. */
  objection: string | null;
  /** What a sentence may take from call and result, by slot. */
  values: ReadonlyMap<string, string>;
};

export type Question = {
  /** In their order. */
  lookedUp: readonly LookedUp[];
  /** Tools that would be asked next. */
  planned: readonly string[];
  causesOf: (tool: string) => Causes;
  quiet: QuietWords;
};

/** From this confidence on a hypothesis may be the finding. */
const SURE = 0.6;
/** Below this confidence a hypothesis goes where another one is sure. */
const HARDLY = 0.1;
/** Below this chance what speaks against a hypothesis refutes it. */
const UNLIKELY = 0.2;
/** No more than this where only one value speaks for it, where something speaks against it, where others fit as well. */
export const mostOf = { oneMark: 0.55, contested: 0.3, several: 0.5 };

/** Holds every cause against the newest result of its tool and says what comes of it. */
export function assess({ lookedUp, planned, causesOf, quiet }: Question): Assessment {
  const newest = new Map(lookedUp.map((one) => [one.tool, one]));
  const checked = [...newest.values()].flatMap((one) => hypothesesOf(one, causesOf(one.tool), quiet));
  const next = planned
    .filter((tool) => !newest.has(tool))
    .flatMap((tool) => unchecked(tool, causesOf(tool), `${tool} was not run.`));
  return concluded([...checked, ...next]);
}

/** The outcome of hypotheses, whoever made them: a rule, no opinion. Without a result behind it nothing is a finding. */
export function concluded(hypotheses: readonly Hypothesis[]): Assessment {
  const remaining = hypotheses.filter(({ isStruck }) => !isStruck);
  const backed = remaining.filter(({ status: is, marks }) => is === "supported" && marks.length > 0);
  const faults = backed.filter(({ isQuiet, confidence }) => !isQuiet && confidence >= SURE);
  const quiet = backed.filter(({ isQuiet, confidence }) => isQuiet && confidence >= SURE);
  const [fault, another] = faults;
  if (fault && !another)
    return {
      outcome: "finding",
      text: fault.text,
      confidence: fault.confidence,
      hypotheses: [...hypotheses],
    };
  if (fault) {
    const lowered = hypotheses.map((one) =>
      faults.includes(one) ? { ...one, confidence: Math.min(one.confidence, mostOf.several) } : one,
    );
    return { ...unresolved, text: candidateWords(faults), hypotheses: lowered };
  }
  const isOpen = remaining.some((one) => one.isBlocked && one.status === "not_checked");
  const [calm] = quiet;
  if (calm && !isOpen)
    return { outcome: "no_fault", text: calm.text, confidence: calm.confidence, hypotheses: [...hypotheses] };
  const candidates = remaining.filter(isCandidate);
  const text = candidates.length > 1 ? candidateWords(candidates) : unresolvedWords(remaining);
  return { ...unresolved, text, hypotheses: [...hypotheses] };
}

/** True for a fault that something found speaks for, and nothing settles. */
function isCandidate({ status, isBlocked, isQuiet, marks }: Hypothesis): boolean {
  return status === "not_checked" && isBlocked && !isQuiet && marks.length > 0;
}

/** Candidates that are named; of more there are too many to be of use. */
const MOST_NAMED = 3;

/** What it may be, where several things speak for a fault each: those and why, so that a person can tell. */
function candidateWords(candidates: readonly Hypothesis[]): string {
  const named = candidates
    .slice(0, MOST_NAMED)
    .map(({ text, why }) => `“${text}” (${why.replace(/\.$/u, "")})`);
  const more = candidates.length - named.length;
  return `${countWords(candidates.length, "candidate")}: ${named.join("; ")}${more > 0 ? "; …" : "."}`;
}

const unresolved = { outcome: "unresolved" as const, confidence: 0 };

function unresolvedWords(hypotheses: readonly Hypothesis[]): string {
  const refuted = hypotheses.filter(({ status }) => status === "refuted").length;
  const open = hypotheses.filter(({ status }) => status === "not_checked").length;
  if (refuted + open === 0) return "Nothing was found that tells the cause.";
  const parts = [refuted > 0 && `${refuted} ruled out`, open > 0 && `${open} could not be checked`];
  return `${parts.filter(Boolean).join(", ")}.`;
}

function hypothesesOf(one: LookedUp, causes: Causes, quiet: QuietWords): Hypothesis[] {
  const { tool, result, objection, values, eventId } = one;
  if (objection) return unchecked(tool, causes, `${tool} ${objection}.`);
  const other = aboutAnother(causes.echoes, values);
  if (other !== null) return unchecked(tool, causes, `${tool} answered about ${other}.`);
  const fault = result && typeof result.error === "string" ? result.error : null;
  if (!result || fault !== null)
    return unchecked(tool, causes, fault === null ? `${tool} found nothing.` : `${tool} failed: ${fault}`);
  const weighed = weigh(causes, result);
  const strange = impossible(factsOf(result), causes.usual);
  const isNew = isCalledAnew(causes, result, quiet) || strange !== null;
  const isCalmShown = isQuietShown(causes, result, quiet);
  const held = weighed.map((each) => heldAgainst(each, one, { causes, weighed, quiet, isCalmShown, result }));
  const made = leftBehind(isNew ? held.map(doubted) : held);
  const isCalm =
    strange === null &&
    isCalmShown &&
    isAllQuiet(causes, result, quiet) &&
    !made.some(({ status, isQuiet: isNothing }) => status === "supported" && !isNothing);
  if (!isCalm) return made;
  const calm: Hypothesis = {
    key: keyOf(tool, "quiet"),
    tool,
    text: `${tool} shows nothing unusual.`,
    status: "supported",
    confidence: 0.7,
    marks: [{ eventId, path: tool, value: "as usual" }],
    why: "Every value is where it mostly is.",
    tickets: [],
    isQuiet: true,
    isBlocked: false,
    isStruck: false,
    source: "apprentice",
  };
  return [calm, ...made.map((each) => ({ ...each, isBlocked: false }))];
}

/** The tool calls it something nobody has met yet: what fits otherwise may be something else. */
function doubted(one: Hypothesis): Hypothesis {
  return { ...one, confidence: Math.min(one.confidence, mostOf.contested) };
}

/** Where one hypothesis of a tool is sure, those that hardly fit are refuted by what speaks for it. */
function leftBehind(made: readonly Hypothesis[]): Hypothesis[] {
  const [best] = made.filter(({ status, confidence }) => status === "supported" && confidence >= SURE);
  if (!best) return [...made];
  return made.map((one) =>
    one.status === "not_checked" && one.confidence < HARDLY && !one.isBlocked
      ? { ...one, status: "refuted", marks: best.marks, why: `Something else fits: ${best.why}` }
      : one,
  );
}

type Field = {
  result: Readonly<Record<string, unknown>>;
  causes: Causes;
  weighed: readonly Weighed[];
  quiet: QuietWords;
  isCalmShown: boolean;
};

function heldAgainst(
  one: Weighed,
  { tool, eventId, values }: LookedUp,
  { causes, weighed, quiet, isCalmShown, result }: Field,
): Hypothesis {
  const { cause, probability } = one;
  const isCalm = isQuiet(causes, cause, quiet);
  const at = (marks: readonly Omit<Mark, "eventId">[]): Mark[] => marks.map((mark) => ({ ...mark, eventId }));
  const [pro, contra] = [at(one.for), at(one.against)];
  const isOthers = ({ path }: Mark) =>
    weighed.some((other) => other !== one && other.for.some((mark) => mark.path === path));
  // A verdict is a claim: where the tool could have measured what shows it, and did not, it is not checked.
  const isClaimed = isCalm
    ? !isCalmShown
    : isOnlyCalled(causes, one, result, quiet) || isCalledElse(causes, cause, result);
  const isSupported = probability >= SURE && pro.length > 0 && contra.length === 0 && !isClaimed;
  const isRefuted = contra.length > 0 && probability < UNLIKELY;
  const status = isSupported ? "supported" : isRefuted ? "refuted" : "not_checked";
  return {
    key: keyOf(tool, cause.pattern),
    tool,
    text: causeWords({ tool, causes }, cause, values),
    status,
    confidence: isClaimed
      ? Math.min(verified(causes, one, weighed, isCalm), mostOf.contested)
      : verified(causes, one, weighed, isCalm),
    marks: isSupported ? pro : isRefuted ? contra : [...pro, ...contra],
    why:
      isClaimed && pro.length > 0 && contra.length === 0
        ? bareWords(tool, pro)
        : whyOf(status, { tool, pro, contra, isOthers: contra.every(isOthers) }),
    tickets: cause.tickets.slice(0, 3),
    isQuiet: isCalm,
    // What speaks for it and what against it contradict each other.
    isBlocked: status === "not_checked" && pro.length > 0 && !isCalm,
    isStruck: false,
    source: "apprentice",
  };
}

/** A second look at a hypothesis: it only ever lowers. One value is enough where all else is refuted. */
function verified(causes: Causes, one: Weighed, all: readonly Weighed[], isKnownElsewhere: boolean): number {
  const { probability, cause, for: pro, against } = one;
  // A word that several tools use was met as often at the least.
  const length = cause.tickets.length + (isKnownElsewhere ? 2 : 0);
  // What was met once, or twice and is called nothing, with one value for it, is an anecdote.
  const isCalled = pro.some(({ path }) => nameOfCause(causes, cause, path) !== null);
  // That another's sign is missing is none of its own.
  const isSign = pro.some(({ value }) => value !== "none");
  const isItsOwn = pro.some(({ path }) => isExclusive(cause, path, causes.causes));
  const isAlone =
    isSign && length > (isCalled ? 1 : 2) && all.every((other) => other === one || other.against.length > 0);
  const limits = [
    // A share and what it is a share of are one value.
    new Set(pro.map(({ path }) => fieldOf(path))).size < 2 && !isAlone && !isItsOwn ? mostOf.oneMark : 1,
    against.length > 0 ? mostOf.contested : 1,
  ];
  return Math.min(probability * (length / (length + 0.5)), ...limits);
}

function unchecked(tool: string, causes: Causes, why: string): Hypothesis[] {
  return causes.causes.map((cause) => ({
    key: keyOf(tool, cause.pattern),
    tool,
    text: causeWords({ tool, causes }, cause, new Map()),
    status: "not_checked",
    confidence: 0,
    marks: [],
    why,
    tickets: cause.tickets.slice(0, 3),
    isQuiet: false,
    isBlocked: true,
    isStruck: false,
    source: "apprentice",
  }));
}

function bareWords(tool: string, pro: Mark[]): string {
  return `${tool} says so (${marked(pro)}), but what would show it is not in what it found.`;
}

/** `isOthers`: all that speaks against it speaks for something else. */
type Said = { tool: string; pro: Mark[]; contra: Mark[]; isOthers: boolean };

function whyOf(status: Hypothesis["status"], { tool, pro, contra, isOthers }: Said): string {
  if (status === "supported") return `${tool}: ${marked(pro)}`;
  if (status === "refuted") return `${tool}: ${marked(contra)}`;
  if (pro.length > 0 && contra.length > 0)
    return isOthers
      ? `${tool}: ${marked(pro)}; but ${marked(contra)} speaks for something else`
      : `${tool} contradicts itself: ${marked(pro)}, but ${marked(contra)}`;
  return `What ${tool} found does not tell.`;
}

function marked(marks: readonly Mark[]): string {
  return marks
    .slice(0, 3)
    .map(({ path, value }) => markWords(path, String(value)))
    .join(", ");
}

/** The same cause has the same key as long as it is told in the same words. */
export function keyOf(tool: string, pattern: string): string {
  return `${tool}:${hash(pattern).toString(36)}`;
}
