/** What a payload tells that is nobody's alarm: planned work, and what its sender holds back itself. Pure. */
import { stateOf, wordsOf } from "../state-words";
import type { Leaf } from "./leaves";
import { isAloof, stateRank } from "./roles";

/** True for work that is planned, and for what begins while its sender says that nobody is to hear of it. */
export function isNotice(leaves: readonly Leaf[]): boolean {
  const own = leaves.filter((leaf) => !isAloof(leaf));
  if (own.some(isPlanned)) return true;
  const isOver = own.some((leaf) => stateRank(leaf) !== null && stateOf(String(leaf.value)) === "resolved");
  return !isOver && own.some(isHeldBack);
}

/** A kind or state of planned work; that something is down may be called a downtime as well, so that alone says nothing. */
function isPlanned({ words, value }: Leaf): boolean {
  if (typeof value !== "string") return false;
  const [head, said] = [words.at(-1) ?? "", wordsOf(value)];
  if (said.length > MOST_WORDS) return false;
  if (/^(?:type|kind|impact|category|state|status)$/.test(head))
    if (said.some((word) => /^(?:maintenance|planned|downtime(?:start|end|cancelled))$/.test(word)))
      return true;
  return (
    /^(?:state|status|category)$/.test(head) && said.some((word) => /^(?:scheduled|upcoming)$/.test(word))
  );
}

const MOST_WORDS = 3;

/** `"suppressed": true`, `"in_downtime": 1`, `"state": "muted"`. */
function isHeldBack({ words, value }: Leaf): boolean {
  if (value === true || value === 1) return heldBack.test(words.filter((word) => word !== "is").join(" "));
  return /^(?:state|status)$/.test(words.at(-1) ?? "") && heldBack.test(String(value).toLowerCase());
}

const heldBack = /^(?:suppressed|muted|silenced|in (?:maintenance|downtime))$/;
