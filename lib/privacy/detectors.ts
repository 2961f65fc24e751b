/** What is private in a text and how it is recognised: bounded patterns, linear in the text, each with a check that knows the format. */
import { isIP, isIPv6 } from "node:net";
import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import phoneMetadata from "libphonenumber-js/metadata.min.json";

export type PrivateType = "SECRET" | "EMAIL" | "CARD" | "IBAN" | "SSN" | "IP" | "PHONE" | "NAME";

/** A stretch of text, `end` excluded. */
export type Span = { start: number; end: number; type: PrivateType };

type Detector = {
  type: PrivateType;
  /** Sticky to nothing, global; a group named `value` narrows the match to what is private. */
  pattern: RegExp;
  /** The length of the private part of `value`, or 0 when it only looks the part. */
  check?: (value: string, text: string, start: number) => number;
};

/** What stands between groups of digits: blanks that break lines and such that do not, hyphens of every kind. */
const gap = "[ \\u00a0\\u2007\\u2009\\u202f\\-\\u2010\\u2011]";

const secretName =
  "(?:pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|(?:secret[_-]?)?access[_-]?key|private[_-]?key|client[_-]?secret|credentials?|passwort|kennwort|contraseña|mot de passe|密码)";

/** In the order of precedence: where two start at the same place, the earlier one names the stretch. */
const detectors: Detector[] = [
  {
    type: "SECRET",
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[^-]|-(?!----)){0,8000}(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?/g,
  },
  { type: "SECRET", pattern: /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,2000}/g },
  {
    type: "SECRET",
    pattern:
      /(?<![\w-])(?:(?:AKIA|ASIA|AROA)[A-Z0-9]{16}|gh[pousr]_\w{30,255}|github_pat_\w{22,255}|glpat-[\w-]{20,64}|sk-[\w-]{20,200}|[rs]k_(?:live|test)_\w{10,200}|xox[a-z]-[\w-]{10,250}|AIza[\w-]{35}|npm_\w{36}|whsec_[\w+/=-]{16,128}|ya29\.[\w-]{20,250}|vgl_[\w-]{16,64}|SG\.[\w-]{16,40}\.[\w-]{16,80}|hf_\w{30,60}|dop_v1_[0-9a-f]{40,80}|shp(?:at|ca|pa|ss)_[0-9a-f]{32})(?![\w-])/g,
  },
  // The address of a hook is its key: who knows it may post.
  { type: "SECRET", pattern: /https?:\/\/[^\s"'<>()]{8,500}/gi, check: hookLength },
  {
    type: "SECRET",
    pattern:
      /[?&](?:[\w-]{0,30}[-_])?(?:key|sig|signature|token|auth|code|secret)=(?<value>[^&\s"'<>#]{8,500})/gi,
  },
  {
    type: "SECRET",
    pattern: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^\s:@/]{1,100}:[^\s@/]{1,200})@/gi,
  },
  { type: "SECRET", pattern: /(?<![\w-])(?:bearer|basic)\s{1,4}(?<value>[\w+/.~=-]{16,2000})/gi },
  {
    type: "SECRET",
    pattern: new RegExp(
      `(?<![\\p{L}])(?:[\\w-]{0,40}[_-])?${secretName}["']?\\s{0,4}[:=：]\\s{0,4}["']?(?<value>[^\\s"',;&<>]{4,300})`,
      "giu",
    ),
  },
  {
    type: "SECRET",
    pattern: new RegExp(
      `(?<![\\p{L}])${secretName}(?:\\s{1,4}(?:is|was|ist|war|lautet|est|es|è|é)\\s{1,4}|\\s{0,4}[是为]\\s{0,4})(?:now |jetzt )?["'\`“„«]?(?<value>[^\\s"'\`”“»,;<>]{4,300})`,
      "giu",
    ),
    check: saidLength,
  },
  {
    type: "EMAIL",
    pattern:
      /(?<![A-Za-z0-9._%+'-])[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9-])/g,
  },
  {
    type: "IBAN",
    pattern: new RegExp(`(?<!\\w)[A-Z]{2}\\d{2}(?:${gap}?[A-Z0-9]){11,30}(?!\\w)`, "gi"),
    check: ibanLength,
  },
  { type: "SSN", pattern: /(?<![\w-])(?!000|666)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
  {
    type: "CARD",
    pattern: new RegExp(`(?<![\\w.-])\\d(?:${gap}?\\d){11,18}(?![\\w-]|\\.\\d)`, "g"),
    check: (value) => (isCard(value.replace(/\D/g, "")) ? value.length : 0),
  },
  { type: "IP", pattern: /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)/g, check: ipLength },
  {
    type: "IP",
    pattern: /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
    check: (value) => (isIPv6(value) && value.replace(/[:0]/g, "").length > 1 ? value.length : 0),
  },
  {
    type: "PHONE",
    pattern: /(?<![\w-])(?:tel|sms|callto|whatsapp|fax):(?:\/\/)?(?<value>\+?\d[\d().\- \u00a0]{4,22}\d)/gi,
  },
  {
    type: "PHONE",
    pattern:
      /(?<![\w.:/#+-])(?:\+|\()?\d(?:[ \u00a0]?[().\-–/]{0,2}[ \u00a0]?\d){6,16}(?: ?(?:x|ext\.?|#) ?\d{1,6})?(?![\w:/]|[.-]\d)/g,
    check: (value, text, start) => (isPhone(value, text, start) ? value.length : 0),
  },
];

/** All stretches of `text` that look private, overlapping ones included, by precedence. */
export function detect(text: string): Span[] {
  return detectors.flatMap(({ type, pattern, check }) => {
    const spans: Span[] = [];
    for (const match of text.matchAll(pattern)) {
      const value = match.groups?.value ?? match[0];
      const start = match.index + match[0].lastIndexOf(value);
      const length = check ? check(value, text, start) : value.length;
      if (length > 0) spans.push({ start, end: start + length, type });
    }
    return spans;
  });
}

/** Looks made by chance: long, of letters and digits, or of both cases within. */
function isRandom(word: string): boolean {
  if (/^\d+$/.test(word)) return word.length >= 12;
  return (
    word.length >= 8 && (/\d/.test(word) ? /[a-z]/i.test(word) : /[a-z][A-Z]/.test(word) && word.length >= 16)
  );
}

/** An address by which something may be posted: it says hook, or is a chat's, and ends in what nobody could guess. */
function hookLength(value: string): number {
  const { host, path } = /^https?:\/\/(?<host>[^/?#]+)(?<path>[^?#]*)/i.exec(value)?.groups ?? {};
  if (!host || !path || !/hook|\/services\/|\/bot\d/i.test(`${host}${path}`)) return 0;
  return path.split(/[/:@]/).some(isRandom) ? value.replace(/(?<![.,;:!?])[.,;:!?]+$/, "").length : 0;
}

/** What a password is said to be when none is told: its state, or the beginning of a longer sentence. */
const states =
  /^(?:not|no|nicht|pas|non|never|too|already|only|also|still|now|the|a|an|in|on|at|to|by|from|for|used|set|stored|hashed|encrypted|expired|invalid|valid|wrong|incorrect|correct|required|optional|missing|empty|reset|changed|changing|rotated|revoked|accepted|rejected|refused|ignored|unknown|known|needed|different|same|working|broken|fine|abgelaufen|ungültig|falsch|richtig|nötig|leer|gesperrt|expiré|incorrect|invalide|requis|incorrecta|inválida|caducada)$/i;

/** A value in quotes or of more than letters is told as one; a bare word only where it ends its sentence. */
function saidLength(value: string, text: string, start: number): number {
  const told = value.replace(/(?<![.!?)\]])[.!?)\]]+$/, "");
  if (/["'`“„«]/.test(text[start - 1] ?? "")) return value.length;
  if (/[\d!#$%&*@^~+=]/.test(value)) return value.length >= 6 || /\d/.test(value) ? value.length : 0;
  const after = text.slice(start + told.length, start + told.length + 2);
  return told.length >= 5 && !states.test(told) && /^(?:$|[.!?\n,;)])/.test(after) ? told.length : 0;
}

/** Luhn's check digit (ISO/IEC 7812-1), behind a prefix that card issuers use. */
export function isCard(digits: string): boolean {
  const isIssued =
    digits.length < 13 ? /^(?:5[06-8]|6|0604)/.test(digits) : /^(?:[3-6]|2[1-7]|1800)/.test(digits);
  if (!isIssued || /^(\d)\1+$/.test(digits)) return false;
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * ((index % 2) + 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** Lengths of account numbers by country (SWIFT IBAN registry), where they are common. */
const ibanLengths: Record<string, number> = {
  ...{ AE: 23, AT: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18 },
  ...{ FR: 27, GB: 22, GR: 27, HR: 21, HU: 28, IE: 22, IL: 23, IS: 26, IT: 27, LI: 21, LT: 20, LU: 20 },
  ...{ LV: 21, MC: 27, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, SA: 24, SE: 24, SI: 19, SK: 24 },
  ...{ TR: 26, UA: 29 },
};

/** Length of the beginning of `value` that is an IBAN by its country's length and the modulo-97 check (ISO 13616), or 0. */
function ibanLength(value: string): number {
  const compact = (text: string) => text.replace(/[^a-z0-9]/gi, "").toUpperCase();
  const length = ibanLengths[compact(value.slice(0, 2))] ?? compact(value).length;
  let end = 0;
  for (let seen = 0; seen < length && end < value.length; end++)
    if (/[a-z0-9]/i.test(value[end] ?? "")) seen++;
  return isIban(compact(value.slice(0, end))) ? end : 0;
}

function isIban(compact: string): boolean {
  if (compact.length < 15 || compact.length > 34) return false;
  const digits = (compact.slice(4) + compact.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** A dotted version number looks like an address; the word before tells. */
function ipLength(value: string, text: string, start: number): number {
  const isVersion = /(?:version|release|chart|build|upgrade[sd]? to|v)[ :=]*$/i.test(
    text.slice(Math.max(0, start - 16), start),
  );
  return isIP(value) === 4 && !isVersion ? value.length : 0;
}

const phoneWords =
  /(?:phone|tel|mobile|cell|fax|desk|office|call|dial|reach|ring|text|sms|whatsapp|answer|messages?|registered|contact|telefon|handy|rufnummer|anruf|téléphone|portable|appel|llam|móvil|电话|手机)[^\n\d]{0,24}$/i;
const phoneWordAfter = /^[ \u00a0]?[-–(]?[ \u00a0]?(?:office|mobile|fax|desk|home|work|cell)\b/i;

/** A number with its country code is asked of the numbering plans; others need a telephone's shape or a word that says so. */
function isPhone(value: string, text: string, start: number): boolean {
  const [number = ""] = value.split(/x|ext|#/i, 1);
  const digits = number.replace(/\D/g, "");
  if (digits.length < 7 || digits.length > 15) return false;
  if (value.startsWith("+")) return parsePhoneNumberFromString(value, phoneMetadata)?.isPossible() ?? false;
  if (/^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\D|$)|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?:\D|$)/.test(value))
    return false;
  const isSpoken =
    phoneWords.test(text.slice(Math.max(0, start - 48), start)) ||
    phoneWordAfter.test(text.slice(start + value.length, start + value.length + 10));
  if (isSpoken) return true;
  const groups = value.split(/\D+/).filter((group) => group !== "");
  if (/^\(\d{2,5}\)/.test(value) || /^00[1-9]/.test(value)) return groups.length > 1;
  if (/^\d{3}([-.])\d{3}\1\d{4}(?!\d)/.test(value)) return true;
  return value.startsWith("0") && groups.length > 2 && groups.every((group) => group.length < 5);
}
