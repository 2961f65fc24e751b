/** Keys are dead where they would steal typing, a dialog's keys or a button's Enter. */
import { describe, expect, test } from "vitest";
import { type FocusPlace, liveShortcuts } from "./liveness";
import type { ShortcutId } from "./registry";

const nowhere: FocusPlace = { isTyping: false, isInDialog: false, isOnControl: false, isOnScroller: false };
const desk: ShortcutId[] = [
  "proposal.accept",
  "composer.send",
  "list.open",
  "list.next",
  "view.back",
  "palette.open",
];

function isLive(
  id: ShortcutId,
  stroke: string,
  place: Partial<FocusPlace> = {},
  bound = desk,
  hasSingleKeys = true,
) {
  return liveShortcuts(bound, stroke, { ...nowhere, ...place }, hasSingleKeys).includes(id);
}

describe("a single key", () => {
  test("is live on the page", () => expect(isLive("proposal.accept", "a")).toBe(true));
  test("is dead while typing", () => expect(isLive("proposal.accept", "a", { isTyping: true })).toBe(false));
  test("is dead in a dialog", () => expect(isLive("proposal.accept", "a", { isInDialog: true })).toBe(false));
  test("is dead when switched off, arrows are not", () => {
    expect(isLive("proposal.accept", "a", {}, desk, false)).toBe(false);
    expect(isLive("list.next", "arrowdown", {}, desk, false)).toBe(true);
  });
});

test("mod-combinations are live while typing; in a dialog those alone that are of no page", () => {
  expect(isLive("composer.send", "mod+enter", { isTyping: true })).toBe(true);
  expect(isLive("palette.open", "mod+k", { isInDialog: true, isTyping: true }, desk, false)).toBe(true);
  expect(isLive("composer.send", "mod+enter", { isInDialog: true, isTyping: true })).toBe(false);
});

test("Esc leaves a field, but inside a dialog it is the dialog's", () => {
  expect(isLive("view.back", "escape", { isTyping: true })).toBe(true);
  expect(isLive("view.back", "escape", { isInDialog: true })).toBe(false);
});

test("Enter on a button presses the button", () => {
  expect(isLive("list.open", "enter")).toBe(true);
  expect(isLive("list.open", "enter", { isOnControl: true })).toBe(false);
});

test("arrows scroll a region that has the focus, letters still act", () => {
  expect(isLive("list.next", "arrowdown", { isOnScroller: true })).toBe(false);
  expect(isLive("list.next", "j", { isOnScroller: true })).toBe(true);
});

describe("while reasons are asked for", () => {
  const asking: ShortcutId[] = [...desk, "reasons.choose", "reasons.cancel"];
  test("only they have single keys, even in a dialog", () => {
    expect(isLive("reasons.choose", "1", { isInDialog: true }, asking)).toBe(true);
    expect(isLive("proposal.accept", "a", {}, asking)).toBe(false);
    expect(isLive("view.back", "escape", {}, asking)).toBe(false);
  });
  test("digits typed into the note stay text", () => {
    expect(isLive("reasons.choose", "1", { isTyping: true, isInDialog: true }, asking)).toBe(false);
  });
});
