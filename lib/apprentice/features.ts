/** Sparse features of the dialogue state: hashed facts about what was said, done and found so far. */
import { kindsIn } from "./call/kinds";
import type { DialogueState } from "./dialogue-state";
import { itemsLeft } from "./slot-values";
import { hash } from "./tokens";

/** Long mails are described by their first words only, so that cost stays bounded. */
const TURN_WORDS = 60;
const CASE_WORDS = 80;
const STEPS = 6;
const SHORT_VALUE = 40;
const RESULTS_READ = 40;

/** Distinct hashed features of a moment. */
export function momentFeatures(dialogue: DialogueState): Uint32Array {
  const found = new Set<number>();
  const add = (feature: string): void => {
    found.add(hash(feature));
  };
  const last = dialogue.steps.at(-1) ?? "start";
  const before = dialogue.steps.at(-2) ?? "start";
  const third = dialogue.steps.at(-3) ?? "start";
  const reply = dialogue.lastReply;
  const since = Math.min(dialogue.sinceReply, 3);
  const told = dialogue.resultTold ? "told" : "new";
  const turn = [...new Set(dialogue.turnWords.slice(0, TURN_WORDS))];
  const tool = dialogue.lastTool;
  const result = dialogue.lastResult.join("|");

  add(`l1 ${last}`);
  add(`l2 ${before} ${last}`);
  add(`l3 ${third} ${before} ${last}`);
  add(`r ${reply} ${last.startsWith("result") ? last : ""} ${since}`);
  add(`done2 ${dialogue.done.at(-2) ?? ""} ${dialogue.done.at(-1) ?? ""} ${since}`);
  add(`done3 ${dialogue.done.slice(-3).join(" ")} ${since}`);
  add(`t ${tool} ${told} ${since}`);
  add(`res ${result} ${told}`);
  add(`res ${result} ${told} ${reply}`);
  add(`turns ${Math.min(dialogue.customerTurns, 8)}`);
  add(`turns ${Math.min(dialogue.customerTurns, 8)} ${tool}`);
  for (const fact of dialogue.lastResult) {
    add(`f ${fact} ${told}`);
    add(`f ${fact} ${told} ${last}`);
  }
  for (const word of dialogue.lastReplyWords) add(`lw ${word} ${since}`);
  for (const done of new Set(dialogue.done)) add(`said ${done}`);
  for (const step of dialogue.steps.slice(-STEPS)) add(`near ${step}`);
  for (const [called, times] of dialogue.callsByTool) add(`called ${called} ${Math.min(times, 3)}`);
  for (const word of turn) {
    add(`w ${word}`);
    add(`w ${word} ${reply}`);
    if (tool !== "") add(`w ${word} ${tool} ${told}`);
  }
  for (let index = 0; index + 1 < Math.min(dialogue.turnWords.length, TURN_WORDS); index++) {
    add(`b ${dialogue.turnWords[index]} ${dialogue.turnWords[index + 1]}`);
  }
  if (dialogue.turnWords.length <= 4) add(`turn ${dialogue.turnWords.join(" ")} ${reply}`);
  add(`len ${Math.min(6, Math.ceil(Math.log2(1 + dialogue.turnWords.length)))} ${reply}`);
  if (/[?？]/u.test(dialogue.turnText)) {
    add("?");
    add(`? ${reply}`);
  }
  if (/\p{N}/u.test(dialogue.turnText)) {
    add("#");
    add(`# ${reply}`);
  }
  for (const word of new Set(dialogue.firstWords.slice(0, TURN_WORDS))) add(`first ${word}`);
  for (const word of dialogue.subjectWords) add(`subject ${word}`);
  let kept = 0;
  for (const word of dialogue.allWords) {
    if (kept++ >= CASE_WORDS) break;
    add(`any ${word}`);
  }
  const left = itemsLeft(dialogue.valuesBySlot);
  if (left !== null) add(`left ${Math.min(left, 3)} ${told} ${reply}`);
  const turnText = dialogue.turnText.toLowerCase();
  for (const kind of kindsIn(dialogue.turnText)) {
    add(`k ${kind}`);
    add(`k ${kind} ${reply}`);
    add(`k ${kind} ${tool}`);
  }
  let read = 0;
  for (const [key, value] of dialogue.valuesBySlot.results) {
    if (key.includes("[") || key.includes("#")) continue;
    if (read++ >= RESULTS_READ) break;
    if (value.length < SHORT_VALUE) add(`in ${key} ${turnText.includes(value.toLowerCase())} ${reply}`);
  }
  for (const word of dialogue.resultWords) add(`rw ${word} ${told}`);
  if (dialogue.assigneeId !== null) {
    add(`who ${dialogue.assigneeId}`);
    add(`who ${dialogue.assigneeId} ${last} ${reply}`);
    add(`who ${dialogue.assigneeId} ${dialogue.done.at(-2) ?? ""} ${reply} ${since}`);
    add(`who ${dialogue.assigneeId} ${tool} ${told}`);
    add(`who ${dialogue.assigneeId} ${[...new Set(dialogue.done)].sort().join(" ")} ${since}`);
  }
  return Uint32Array.from(found);
}
