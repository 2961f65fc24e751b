/** Finds invisible and look-alike characters, which make a text say one thing to a person and another to a program. Pure. */

/** Turn the direction of what follows: a file name or an address reads as another one (Trojan Source, CVE-2021-42574). */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;
/** Of no width, and part of no script's writing; tags spell whole sentences nobody sees. */
const invisible =
  /\u034f|[\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/u;
/** Marks of direction have their place in texts from right to left. */
const mark = /[\u061c\u200e\u200f]/u;
const fromRight = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** Joiners have theirs between letters of scripts that join, and within one emoji. */
const joiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}\p{Extended_Pictographic}\p{Emoji_Modifier}]|\ufe0f|\p{M})[\u200c\u200d]/u;
/** One word of two alphabets that look alike. */
const mixed =
  /\p{Script=Latin}\p{M}{0,40}\p{Script=Cyrillic}|\p{Script=Cyrillic}\p{M}{0,40}\p{Script=Latin}/u;

/** What is hidden in a text, as part of a sentence; null when nothing is. */
export function hiddenCharacter(text: string): string | null {
  if (turning.test(text)) return "a character that turns the direction of writing";
  if (invisible.test(text) || joiner.test(text)) return "a character without width";
  if (mark.test(text) && !fromRight.test(text)) return "a mark of direction";
  return mixed.test(text) ? "a word written in two alphabets" : null;
}
