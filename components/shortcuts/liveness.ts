/** Which bound shortcuts a key press may reach: none that would steal typing, a dialog's keys, a button's Enter or a region's arrows. */
import { isCharacterStroke, isModCombo, strokesOf } from "../ui/key-combo";
import { type ShortcutId, shortcutOf } from "./registry";
import { scopes } from "./shortcut";

/** Where the focus is, as far as keys are concerned. */
export type FocusPlace = {
  /** In a text field or anything editable. */
  isTyping: boolean;
  /** In a dialog, menu or list box that has keys of its own. */
  isInDialog: boolean;
  /** On a button, link or the like, which Enter would press. */
  isOnControl: boolean;
  /** On a region that arrows would scroll. */
  isOnScroller: boolean;
};

/** The shortcuts of `bound` that `stroke` may trigger here; single keys can be switched off (WCAG 2.1.4). */
export function liveShortcuts(
  bound: readonly ShortcutId[],
  stroke: string,
  place: FocusPlace,
  hasSingleKeys: boolean,
) {
  if (!hasSingleKeys && isCharacterStroke(stroke)) return [];
  if (place.isOnControl && stroke === "enter") return [];
  if (place.isOnScroller && stroke.startsWith("arrow")) return [];
  const isModal = bound.some((id) => scopes[shortcutOf(id).scope].isModal);
  return bound.filter((id) => {
    const { scope, keys } = shortcutOf(id);
    if (keys.some((combo) => isModCombo(combo) && strokesOf(combo)[0] === stroke))
      return !place.isInDialog || scope === "everywhere";
    if (isModal !== scopes[scope].isModal) return false;
    if (place.isInDialog && !isModal) return false;
    return !place.isTyping || stroke === "escape";
  });
}

/** Reads the place off the element that has the focus. */
export function focusPlaceOf(element: Element | null): FocusPlace {
  return {
    isTyping: element?.matches(typingSelector) ?? false,
    isInDialog: element?.closest(dialogSelector) != null,
    isOnControl: element?.matches(controlSelector) ?? false,
    isOnScroller: element?.matches("section[tabindex='0']") ?? false,
  };
}

/** Inputs that no character can be typed into. */
const pickedTypes = ["checkbox", "radio", "button", "submit", "reset", "image", "file", "color", "range"];
const picked = pickedTypes.map((type) => `[type=${type}]`).join(", ");
const typingSelector = `textarea, select, input:not(${picked}), [contenteditable]:not([contenteditable=false])`;
const dialogSelector = "[role=dialog], [role=alertdialog], [role=menu], [data-keys=own]";
const controlSelector = `a[href], button, summary, input:is(${picked}), [role=button], [role=tab], [role=link], [role=separator]`;
