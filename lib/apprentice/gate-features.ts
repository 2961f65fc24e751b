/** What a proposal is judged by: numbers about its reply, its rivals and the case. */

import { type Calibration, habitFeatures } from "./calibration";
import { type DialogueState, isOpening } from "./dialogue-state";
import { expectedOverlap } from "./drafts";
import type { EnsemblePrediction } from "./ensemble";
import { type Histogram, shareBelow } from "./histogram";
import { logit } from "./logit";
import type { GateFeatures, ReplyCandidate } from "./model";
import { type Nearest, shareHeard } from "./nearest";
import { strangeness } from "./novelty";
import { sparseLogit } from "./sparse-logistic";
import { classOf, endingShare, FREE_TEXT, type TemplateStore } from "./template-store";
import { overlap } from "./tokens";

/** So little is heard seldom from about one in seven down: the negative logarithm of that share. */
const ordinary = 2;

function rareness(known: Histogram, value: number): number {
  return Math.max(0, -Math.log(shareBelow(known, value)) - ordinary);
}

/** What a proposal is judged by. */
export type Knowledge = { calibration: Calibration; templateStore: TemplateStore; nearest: Nearest };

/** Named finite numbers about a proposal. */
export function gateFeatures(
  { calibration, templateStore, nearest }: Knowledge,
  { prediction, features }: { prediction: EnsemblePrediction; features: Uint32Array },
  replies: readonly ReplyCandidate[],
  dialogue: DialogueState,
): GateFeatures {
  const first = replies[0]?.probability ?? 0;
  const second = replies[1]?.probability ?? 0;
  const entry = templateStore.entries.get(replies[0]?.templateKey ?? "");
  const analyst = calibration.analysts.get(dialogue.assigneeId ?? "");
  const calls = prediction.choices.reduce(
    (sum, one) => sum + (one.entry.kind === "call" ? one.probability : 0),
    0,
  );
  const typed = prediction.typed / Math.max(1e-6, 1 - calls);
  const facts = prediction.choices.find((one) => one.entry === entry)?.facts ?? [];
  const similarity = prediction.near[0]?.similarity ?? 0;
  const heard = shareHeard(nearest, dialogue.turnWords, replies[0]?.templateKey ?? "");
  const replied = dialogue.done.filter((key) => key.startsWith("reply:"));
  const own = replied.filter((key) => classOf(templateStore, key) === FREE_TEXT).length;
  return {
    logit: logit(first),
    margin: first - second,
    overlap: expectedOverlap(replies, replies[0]),
    second: logit(second),
    entropy: -prediction.choices.reduce(
      (sum, one) => sum + one.probability * Math.log(one.probability + 1e-9),
      0,
    ),
    agreement: prediction.agreement,
    votes: prediction.votes.get(replies[0]?.templateKey ?? "") ?? 0,
    similarity,
    strange: isOpening(dialogue) ? strangeness(calibration.novelty, prediction.near, dialogue.turnWords) : 0,
    unlike: replies[0]?.unlike ?? 0,
    heard,
    unheard: rareness(calibration.heard, heard),
    track: logit(((entry?.taken ?? 0) + 1) / ((entry?.offered ?? 0) + 2)),
    trust: Math.min(1, (entry?.offered ?? 0) / 20),
    count: Math.log(1 + (entry?.count ?? 0)) / 5,
    slots: (entry?.slots.length ?? 0) / 4,
    farewell: entry && /[?？]/u.test(dialogue.turnText) ? endingShare(entry) : 0,
    repeated: dialogue.done.includes(replies[0]?.templateKey ?? "") ? 1 : 0,
    afterResult: dialogue.lastKind === "tool_result" ? 1 : 0,
    turnLength: Math.log(1 + dialogue.turnWords.length) / 4,
    caseLength: Math.log(1 + dialogue.steps.length) / 4,
    callShare: calls,
    typed: logit(typed),
    analystOwn: logit(((analyst?.own ?? 0) + 2 * calibration.recentOwn) / ((analyst?.replies ?? 0) + 2)),
    ownHere: logit((own + calibration.recentOwn) / (replied.length + 1)),
    ownLast: replied.length > 0 && classOf(templateStore, replied.at(-1) ?? "") === FREE_TEXT ? 1 : 0,
    recentOwn: logit(analyst?.recentOwn ?? calibration.recentOwn),
    recentRight: logit(analyst?.recentRight ?? calibration.recentRight),
    deskRight: logit(calibration.recentRight),
    recentTrack: logit(entry?.recentlyTaken ?? 0.5),
    twin: replies[0] && replies[1] ? overlap(replies[0].text, replies[1].text) : 0,
    linear: (facts[0] ?? 0) / 4,
    deep: (facts[1] ?? 0) / 4,
    other: logit(prediction.other / Math.max(1e-6, 1 - calls)),
    once: entry && entry.classId === null ? 1 : 0,
    habit: sparseLogit(calibration.habits, habitFeatures(replies, dialogue)),
    typedHabit: sparseLogit(calibration.typedHabits, features),
  };
}
