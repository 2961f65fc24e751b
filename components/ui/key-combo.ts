/** The grammar of key combinations: "a", "mod+Enter", "g i"; how a key press matches one and how one is written for people. */

/** What a keyboard event must offer to be read. */
export type KeyPress = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** One written combination as canonical strokes: "g i" gives ["g", "i"], "mod+K" gives ["mod+k"]. */
export function strokesOf(combo: string): string[] {
  return combo.split(" ").map(canonicalStroke);
}

/**
 * The canonical stroke of a key press, or undefined for a press no combination can mean (a lone modifier, Alt with a letter).
 * A sign typed with AltGr or Option counts as that sign; a letter of another alphabet counts as the Latin one on its key.
 */
export function strokeFrom(press: KeyPress, isMac: boolean): string | undefined {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph", "Dead", "Unidentified"].includes(press.key))
    return undefined;
  const key = latinKey(press);
  const isSign = key.length === 1 && !/[a-z]/.test(key);
  if (press.altKey && !(isSign && !/\d/.test(key))) return undefined;
  const hasOtherModifier = isMac ? press.ctrlKey : press.metaKey;
  if (hasOtherModifier && !press.altKey) return undefined;
  const hasMod = !press.altKey && (isMac ? press.metaKey : press.ctrlKey);
  return [hasMod && "mod", press.shiftKey && !isSign && "shift", key].filter(Boolean).join("+");
}

/** True for a combination that is held with mod, and so never types anything. */
export function isModCombo(stroke: string): boolean {
  return stroke.startsWith("mod+");
}

/** True for a stroke that types a character: what WCAG 2.1.4 lets people switch off. */
export function isCharacterStroke(stroke: string): boolean {
  return stroke.replace("shift+", "").length === 1;
}

/** The key caps to draw, one list per stroke: "mod+Enter" gives [["⌘", "↵"]] on a Mac, [["Ctrl", "↵"]] elsewhere. */
export function keyCaps(combo: string, isMac: boolean): string[][] {
  return strokesOf(combo).map((stroke) => stroke.split(/\+(?=.)/).map((part) => capOf(part, isMac)));
}

/** The value for `aria-keyshortcuts`; sequences have no such notation and give undefined. */
export function ariaKeys(combo: string): string | undefined {
  const [stroke, ...more] = strokesOf(combo);
  if (stroke === undefined || more.length > 0) return undefined;
  return stroke
    .split(/\+(?=.)/)
    .map((part) => ariaNames[part] ?? part)
    .join("+");
}

const macCaps: Record<string, string> = { mod: "⌘", shift: "⇧" };
const caps: Record<string, string> = {
  mod: "Ctrl",
  shift: "Shift",
  enter: "↵",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
};
const ariaNames: Record<string, string> = {
  mod: "Control",
  shift: "Shift",
  enter: "Enter",
  escape: "Escape",
  arrowup: "ArrowUp",
  arrowdown: "ArrowDown",
};

function capOf(part: string, isMac: boolean): string {
  return (isMac ? macCaps[part] : undefined) ?? caps[part] ?? part.toUpperCase();
}

function canonicalStroke(written: string): string {
  const parts = written.toLowerCase().split(/\+(?=.)/);
  const key = parts.at(-1) ?? "";
  return [parts.includes("mod") && "mod", parts.includes("shift") && "shift", key].filter(Boolean).join("+");
}

function latinKey(press: KeyPress): string {
  const key = press.key.toLowerCase();
  const isForeignLetter = key.length === 1 && /\p{L}/u.test(key) && !/[a-z]/.test(key);
  const physical = /^Key([A-Z])$/.exec(press.code)?.[1];
  return isForeignLetter && physical ? physical.toLowerCase() : key;
}
