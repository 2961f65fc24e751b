/** Decides which branch of a procedure applies, by what was said or found last. Pure. */

import type { Case } from "#lib/apprentice/model";
import { flatten } from "#lib/apprentice/slot-values";
import { words } from "#lib/apprentice/tokens";
import { otherwiseCue } from "#lib/knowledge/procedure-words";
import { measuredBy } from "./stated-limit";

/** What a case is decided by: the newest result, or what the customer said since the last reply. */
export type News = {
  words: ReadonlySet<string>;
  isNo: boolean;
  isYes: boolean;
  result: Readonly<Record<string, unknown>> | null;
};

const no =
  /^(?:no|nope|not|nein|non|nee|不|没|否|いいえ)|(?:^|[\s'’])(?:no|not|n't|never|none|nothing|cannot|kein\p{L}*|nicht|nie|pas|aucun\p{L}*|rien|ningun\p{L}*|nada)(?![\p{L}])|\bdon't\b|\bdoesn't\b|\bisn't\b|\bcan't\b|不|没|无|未/iu;
const yes =
  /^(?:yes|yeah|yep|yup|sure|ok(?:ay)?|please do|go ahead|correct|right|true|ja|gerne|genau|oui|d'accord|sí|si|claro|是|好|对|可以|はい)(?![\p{L}])/iu;
/** Words that stand in most cases whatever they are. */
const filler = new Set(
  "if when the a an is are was were has have been it its they he she that this there then of to in on for and or customer user client says said answers answered wants still does do wenn falls der die das ein eine ist sind kunde kunden si le la les est cuando el los es 如果 客户".split(
    " ",
  ),
);

/** What was said or found since an analyst last acted. */
export function newsOf({ events }: Case): News {
  const since = events.slice(events.findLastIndex(({ kind }) => kind === "analyst_reply") + 1);
  const newest = since.findLast(({ kind }) => kind === "tool_result" || kind === "customer_message");
  const result = newest?.kind === "tool_result" ? (newest.result ?? {}) : null;
  const text =
    result !== null
      ? resultWords(result)
      : since.flatMap(({ kind, body }) => (kind === "customer_message" ? [body] : [])).join("\n");
  const plain = text.trim();
  return { words: new Set(words(plain)), isNo: no.test(plain), isYes: yes.test(plain), result };
}

/** How well a case fits, in [0, 1]; null for "otherwise", which fits where nothing else does. */
export function fitOf(when: string, news: News): number | null {
  if (otherwiseCue.test(when)) return null;
  const measured = news.result && measuredBy(when, news.result);
  // Of two limits that are passed the nearer one was written for this.
  if (measured) return measured.isMet ? 0.9 + 0.1 * measured.closeness : 0;
  if (no.test(when) && /^(?:no|nein|non|否|不是|いいえ)$/iu.test(when)) return news.isNo ? 1 : 0;
  if (yes.test(when)) return news.isYes && !news.isNo ? 1 : 0;
  const wanted = words(when).filter((word) => !filler.has(word));
  if (wanted.length === 0) return 0;
  const share = wanted.filter((word) => news.words.has(word)).length / wanted.length;
  return no.test(when) === news.isNo ? share : share / 2;
}

/** Score from which a branch is taken to apply. */
export const fits = 0.34;

/** Names and values; a result without any says so in the words a procedure would use. */
function resultWords(result: Record<string, unknown>): string {
  const found = flatten(result).map(
    ([name, value]) => `${name.replace(/(\p{Ll})(?=\p{Lu})/gu, "$1 ")} ${value}`,
  );
  return found.length > 0
    ? found.join("\n").replace(/\bfalse\b/gi, "false not")
    : "nothing none not found no result empty nichts kein ergebnis rien nada 没有 结果";
}
