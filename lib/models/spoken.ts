/** What a model says aloud: its text without the thoughts it wrote into it, and without the marks of its own chat format. */

const names = "think|thinking|thought|reasoning|analysis";
const thought = new RegExp(`<(${names})>[\\s\\S]*?</\\1>|\\[THINK\\][\\s\\S]*?\\[/THINK\\]`, "gi");
/** Some formats open the thought themselves, so that only its end is written. */
const untilThought = new RegExp(`^[\\s\\S]*(?:</(?:${names})>|\\[/THINK\\])`, "i");
const unfinished = new RegExp(`(?:<(?:${names})>|\\[THINK\\])[\\s\\S]*$|<[|a-z_/]{0,20}$`, "i");
/** Where a turn ends: what stands behind it, the model says in another role. */
const turnEnd =
  /<\|(?:im_start|im_end|eot_id|end|endoftext|end_of_text|start_header_id|user|assistant|system)\|>|<\/?s>|<(?:end|start)_of_turn>|\[\/?INST\]|<｜[^｜\n]{1,40}｜>/i;

/** The text as it is meant to be read; also fit for a text still growing. */
export function spoken(text: string): string {
  const said = text.replace(thought, "").replace(untilThought, "").replace(unfinished, "").trimStart();
  const end = said.search(turnEnd);
  return end < 0 ? said : said.slice(0, end).trimEnd();
}
