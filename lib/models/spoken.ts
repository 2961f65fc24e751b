/** What a model says aloud: its text without the thoughts it wrote into it, and without the marks of its own chat format. */

const names = "think|thinking|thought|reasoning|analysis";
const opening = new RegExp(`<(${names})>|\\[THINK\\]`, "gi");
/** Some formats open the thought themselves, so that only its end is written. */
const untilThought = new RegExp(`^[\\s\\S]*(?:</(?:${names})>|\\[/THINK\\])`, "i");
const unfinished = new RegExp(`(?:<(?:${names})>|\\[THINK\\])[\\s\\S]*$|<[|a-z_/]{0,20}$`, "i");
/** Where a turn ends: what stands behind it, the model says in another role. */
const turnEnd =
  /<\|(?:im_start|im_end|eot_id|end|endoftext|end_of_text|start_header_id|user|assistant|system)\|>|<\/?s>|<(?:end|start)_of_turn>|\[\/?INST\]|<｜[^｜\n]{1,40}｜>/i;

/** The text as it is meant to be read; also fit for a text still growing. */
export function spoken(text: string): string {
  const said = withoutThoughts(text).replace(untilThought, "").replace(unfinished, "").trimStart();
  const end = said.search(turnEnd);
  return end < 0 ? said : said.slice(0, end).trimEnd();
}

/** One look for each end, however many thoughts are opened: what has no end from one place on has none further down. */
function withoutThoughts(text: string): string {
  const endless = new Set<string>();
  let said = "";
  let from = 0;
  for (const { index, 0: opened } of text.matchAll(opening)) {
    const closed = opened.replace(/[<[]/, "$&/").toLowerCase();
    if (index < from || endless.has(closed)) continue;
    const end = endOf(closed, text, index + opened.length);
    if (end === null) endless.add(closed);
    else {
      said += text.slice(from, index);
      from = end;
    }
  }
  return said + text.slice(from);
}

/** Where `closed`, in any case, ends at or after a place of the text; null where it does not stand there. */
function endOf(closed: string, text: string, from: number): number | null {
  const mark = new RegExp(closed.replaceAll(/[[\]]/g, "\\$&"), "gi");
  mark.lastIndex = from;
  return mark.exec(text) ? mark.lastIndex : null;
}
