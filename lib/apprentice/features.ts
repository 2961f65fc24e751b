/** The sparse description of a moment that the learners read: hashed facts about what was said, done and found so far. */
import { kindsIn } from "./call/kinds";
import type { Reading } from "./reading";
import { itemsLeft } from "./sheet";
import { hash } from "./tokens";

/** Long mails are described by their first words only, so that cost stays bounded. */
const TURN_WORDS = 60;
const CASE_WORDS = 80;
const STEPS = 6;
const SHORT_VALUE = 40;
const RESULTS_READ = 40;

/** Distinct hashed features of a moment. */
export function momentFeatures(reading: Reading): Uint32Array {
  const found = new Set<number>();
  const add = (feature: string): void => {
    found.add(hash(feature));
  };
  const last = reading.steps.at(-1) ?? "start";
  const before = reading.steps.at(-2) ?? "start";
  const third = reading.steps.at(-3) ?? "start";
  const reply = reading.lastReply;
  const since = Math.min(reading.sinceReply, 3);
  const told = reading.resultTold ? "told" : "new";
  const turn = [...new Set(reading.turnWords.slice(0, TURN_WORDS))];
  const tool = reading.lastTool;
  const result = reading.lastResult.join("|");

  add(`l1 ${last}`);
  add(`l2 ${before} ${last}`);
  add(`l3 ${third} ${before} ${last}`);
  add(`r ${reply} ${last.startsWith("result") ? last : ""} ${since}`);
  add(`done2 ${reading.done.at(-2) ?? ""} ${reading.done.at(-1) ?? ""} ${since}`);
  add(`done3 ${reading.done.slice(-3).join(" ")} ${since}`);
  add(`t ${tool} ${told} ${since}`);
  add(`res ${result} ${told}`);
  add(`res ${result} ${told} ${reply}`);
  add(`turns ${Math.min(reading.customerTurns, 8)}`);
  add(`turns ${Math.min(reading.customerTurns, 8)} ${tool}`);
  for (const fact of reading.lastResult) {
    add(`f ${fact} ${told}`);
    add(`f ${fact} ${told} ${last}`);
  }
  for (const word of reading.lastReplyWords) add(`lw ${word} ${since}`);
  for (const done of new Set(reading.done)) add(`said ${done}`);
  for (const step of reading.steps.slice(-STEPS)) add(`near ${step}`);
  for (const [called, times] of reading.callsByTool) add(`called ${called} ${Math.min(times, 3)}`);
  for (const word of turn) {
    add(`w ${word}`);
    add(`w ${word} ${reply}`);
    if (tool !== "") add(`w ${word} ${tool} ${told}`);
  }
  for (let index = 0; index + 1 < Math.min(reading.turnWords.length, TURN_WORDS); index++) {
    add(`b ${reading.turnWords[index]} ${reading.turnWords[index + 1]}`);
  }
  if (reading.turnWords.length <= 4) add(`turn ${reading.turnWords.join(" ")} ${reply}`);
  add(`len ${Math.min(6, Math.ceil(Math.log2(1 + reading.turnWords.length)))} ${reply}`);
  if (/[?？]/u.test(reading.turnText)) {
    add("?");
    add(`? ${reply}`);
  }
  if (/\p{N}/u.test(reading.turnText)) {
    add("#");
    add(`# ${reply}`);
  }
  for (const word of new Set(reading.firstWords.slice(0, TURN_WORDS))) add(`first ${word}`);
  for (const word of reading.subjectWords) add(`subject ${word}`);
  let kept = 0;
  for (const word of reading.allWords) {
    if (kept++ >= CASE_WORDS) break;
    add(`any ${word}`);
  }
  const left = itemsLeft(reading.sheet);
  if (left !== null) add(`left ${Math.min(left, 3)} ${told} ${reply}`);
  const turnText = reading.turnText.toLowerCase();
  for (const kind of kindsIn(reading.turnText)) {
    add(`k ${kind}`);
    add(`k ${kind} ${reply}`);
    add(`k ${kind} ${tool}`);
  }
  let read = 0;
  for (const [key, value] of reading.sheet.results) {
    if (key.includes("[") || key.includes("#")) continue;
    if (read++ >= RESULTS_READ) break;
    if (value.length < SHORT_VALUE) add(`in ${key} ${turnText.includes(value.toLowerCase())} ${reply}`);
  }
  for (const word of reading.resultWords) add(`rw ${word} ${told}`);
  if (reading.assigneeId !== null) {
    add(`who ${reading.assigneeId}`);
    add(`who ${reading.assigneeId} ${last} ${reply}`);
    add(`who ${reading.assigneeId} ${reading.done.at(-2) ?? ""} ${reply} ${since}`);
    add(`who ${reading.assigneeId} ${tool} ${told}`);
    add(`who ${reading.assigneeId} ${[...new Set(reading.done)].sort().join(" ")} ${since}`);
  }
  return Uint32Array.from(found);
}
