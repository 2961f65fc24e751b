/** The numbers by which the learned combiner weighs a choice: what each expert says of it, and what kind of choice it is. */
import type { DialogueState } from "./dialogue-state";
import type { Entry } from "./template-store";

/** No share is smaller, where its logarithm is taken. */
export const FLOOR = 1e-6;
/** Templates seen fewer times than these are new or young: there nearest neighbours are more reliable than the trained models. */
const NEW = 8;
const YOUNG = 30;

/** Numbers by which a choice is weighed; null stands for everything that is no choice. */
export function choiceFacts(
  entry: Entry | null,
  by: { linear: number; deep: number; votes: number },
  young: number,
  dialogue: DialogueState,
): number[] {
  const count = entry?.count ?? 0;
  const isOnce = entry !== null && entry.classId === null ? 1 : 0;
  const isNew = entry && count < NEW ? 1 : 0;
  const isYoung = entry && count < YOUNG ? 1 : 0;
  const linearLog = Math.log(by.linear + FLOOR);
  const deepLog = Math.log(by.deep + FLOOR);
  const voteLog = Math.log(by.votes + 0.02);
  const isFresh = dialogue.lastKind === "tool_result" && entry?.kind === "reply";
  const tellsResult = entry?.slots.some((slot) => dialogue.valuesBySlot.results.has(slot)) ?? false;
  const sameTool = entry?.sources.some((source) => source.tool === dialogue.lastTool) ?? false;
  return [
    linearLog,
    deepLog,
    voteLog,
    voteLog * isNew,
    voteLog * isYoung,
    isNew,
    isYoung,
    linearLog * isNew,
    deepLog * isNew,
    entry && dialogue.done.includes(entry.key) ? 1 : 0,
    entry && dialogue.done.at(-1) === entry.key ? 1 : 0,
    0.2 * Math.log(1 + count),
    isOnce,
    voteLog * isOnce,
    entry === null ? 1 : 0,
    voteLog * young,
    linearLog * young,
    isFresh && tellsResult ? 1 : 0,
    isFresh && !tellsResult ? 1 : 0,
    entry && !sameTool ? 1 : 0,
  ];
}
