/** What one telling makes of an alert: it began, goes on, has ended, or is old news. Pure. */
import type { AlertState, InboundAlert, Severity } from "./model";

/** An alert as it is kept, but for its id. */
export type KeptAlert = {
  source: string;
  fingerprint: string;
  name: string;
  state: AlertState;
  severity: Severity | null;
  startsAt: Date;
  endsAt: Date | null;
  firstSeenAt: Date;
  lastSeenAt: Date;
  occurrences: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  generatorUrl: string | null;
  groupKey: string | null;
  flaws: string[];
  isHeartbeat: boolean;
  overdueAt: Date | null;
  endsTold: number;
};

/**
 * `began`: a firing nobody heard of before. `same`: it still fires. `reworded`: it still fires and says something else.
 * `ended`. `late`: of a firing that had ended, or whose end is told before its beginning.
 */
export type AlertStep = "began" | "same" | "reworded" | "ended" | "late";

/** The alert after `sent`, and what that was; `before` is null for one never heard of. */
export function told(
  source: string,
  before: KeptAlert | null,
  sent: InboundAlert,
  now: Date,
): { after: KeptAlert; step: AlertStep } {
  const step = stepOf(before, sent);
  if (step === "late" && before) return { after: { ...before, lastSeenAt: now }, step };
  const goesOn = step === "same" || step === "reworded";
  // What was taken to be over and is told again fires anew, as of now.
  const began = before && isTakenOver(before) && sent.startsAt <= before.startsAt ? now : sent.startsAt;
  const startsAt = goesOn && before ? before.startsAt : began;
  const endsAt = sent.state === "resolved" ? later(sent.endsAt ?? now, startsAt) : null;
  const base = before ?? { ...blank, source, fingerprint: sent.fingerprint, firstSeenAt: now };
  const after = {
    ...base,
    ...(step === "ended" && before ? pickWords(before, sent) : wordsOf(sent)),
    state: sent.state,
    startsAt,
    endsAt,
    lastSeenAt: sent.isPresumed && before ? before.lastSeenAt : now,
    occurrences: base.occurrences + (step === "began" ? 1 : 0),
    overdueAt: sent.isPresumed ? endsAt : (sent.overAt ?? null),
    endsTold: base.endsTold + (step === "ended" && !sent.isPresumed ? 1 : 0),
  };
  return { after, step };
}

/** Nobody told its end. */
function isTakenOver({ state, isHeartbeat, overdueAt }: KeptAlert): boolean {
  return state === "resolved" && !isHeartbeat && overdueAt !== null;
}

function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()));
}

const blank = { occurrences: 0, isHeartbeat: false, overdueAt: null, endsTold: 0 };

function stepOf(before: KeptAlert | null, sent: InboundAlert): AlertStep {
  if (!before) return sent.state === "firing" ? "began" : "late";
  if (sent.state === "resolved") return isEndOf(before, sent) ? "ended" : "late";
  if (before.state === "resolved")
    return sent.startsAt > before.startsAt || isTakenOver(before) ? "began" : "late";
  return saysTheSame(before, sent) ? "same" : "reworded";
}

/** The end of an earlier firing does not end the one that began since. */
function isEndOf(before: KeptAlert, { startsAt, endsAt }: InboundAlert): boolean {
  if (before.state === "resolved") return false;
  return startsAt >= before.startsAt || (endsAt !== null && endsAt > before.startsAt);
}

function wordsOf({ name, severity, labels, annotations, generatorUrl, groupKey, flaws }: InboundAlert) {
  return {
    name,
    severity,
    labels,
    annotations,
    generatorUrl,
    groupKey: groupKey ?? null,
    flaws: flaws ?? [],
  };
}

/** Some senders say less of an end than of a beginning: what is known of the alert stays. */
function pickWords(before: KeptAlert, sent: InboundAlert) {
  const now = wordsOf(sent);
  return {
    ...now,
    name: now.name || before.name,
    severity: now.severity ?? before.severity,
    labels: { ...before.labels, ...now.labels },
    annotations: { ...before.annotations, ...now.annotations },
    generatorUrl: now.generatorUrl ?? before.generatorUrl,
    groupKey: now.groupKey ?? before.groupKey,
  };
}

function saysTheSame(before: KeptAlert, sent: InboundAlert): boolean {
  return (
    before.severity === sent.severity &&
    areSame(before.labels, sent.labels) &&
    areSame(before.annotations, sent.annotations)
  );
}

function areSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
