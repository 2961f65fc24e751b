/** Whether a word says that something is wrong or over, in whatever form its sender uses. Pure. */
import type { AlertState } from "#lib/signals/model";

const over =
  /^(?:(?:resolv|clos|recover|clear|deactivat|succeed|solv|fix|end|delet|archiv|restor|reset)(?:e|es|s|ed|d|y|ing)?|resolution|success(?:ful)?|ok|okay|up|normal|healthy|good|stable|operational|passing|inactive|available|online|pass|passed|0|false|behoben|erledigt|gelöst|geschlossen|beendet|entwarnung|résolue?|rétablie?|terminée?|resuelt[oa]|cerrad[oa]|recuperad[oa]|risolt[oa]|chius[oa]|resolvid[oa]|opgelost|gesloten)$/;
const firing =
  /^(?:(?:fir|trigger|alert|open|creat|start|activat|acknowledg|fail|rais|escalat|reopen|degrad|breach|violat)(?:e|es|s|ed|d|ing|ure)?|active|begun|problem|down|alarm|error|err|critical|crit|fatal|warn|warning|unhealthy|trouble|unresolved|unreachable|unavailable|offline|unknown|pending|new|[123]|true|ausgelöst|offen|gestört|störung|ausgefallen|kritisch|fehler|fehlgeschlagen|warnung|ouverte?|déclenchée?|critique|échouée?|abiert[oa]|crític[oa]|fallid[oa]|apert[oa]|critic[oa]|fallit[oa]|kritiek)$/;

/** The words of a name or value: `check_id`, `ProblemID`, `incident.resolved`. */
export function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Longer than this it is a sentence, in words. */
const mostWords = 4;

/** What a text of a few words says: where one of them says that it is over, that is what happened last; null for none. */
export function stateOf(text: string): AlertState | null {
  const words = wordsOf(text);
  if (words.length > mostWords) return null;
  const isOver = words.some((word) => over.test(word));
  if (isOver) return words.includes("not") ? "firing" : "resolved";
  const isFiring =
    words.some((word) => firing.test(word)) || /^(?:no|insufficient)data$/.test(words.join(""));
  return isFiring ? "firing" : null;
}
