/** Key presses of real keyboards, read as strokes. */
import { describe, expect, test } from "vitest";
import { ariaKeys, isCharacterStroke, type KeyPress, keyCaps, strokeFrom, strokesOf } from "./key-combo";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe("strokeFrom", () => {
  test.each([
    ["a letter", press("j"), "j"],
    ["caps lock is no shift", press("J"), "j"],
    ["shift with a letter", press("J", { shiftKey: true }), "shift+j"],
    ["? needs shift on many keyboards", press("?", { shiftKey: true }), "?"],
    ["mod with shift and Enter", press("Enter", { ctrlKey: true, shiftKey: true }), "mod+shift+enter"],
    ["[ by AltGr on a German keyboard", press("[", { ctrlKey: true, altKey: true }), "["],
    ["a Cyrillic letter by its place", press("ф", { code: "KeyA" }), "a"],
    ["Alt with a letter means nothing", press("a", { altKey: true }), undefined],
    ["a lone modifier means nothing", press("Shift", { shiftKey: true }), undefined],
    ["the Windows key is not ours", press("k", { metaKey: true }), undefined],
  ])("%s", (_name, event, stroke) => expect(strokeFrom(event, false)).toBe(stroke));

  test("on a Mac ⌘ is mod and Control is the system's", () => {
    expect(strokeFrom(press("k", { metaKey: true }), true)).toBe("mod+k");
    expect(strokeFrom(press("k", { ctrlKey: true }), true)).toBeUndefined();
  });
});

test("combinations are written in one way", () => {
  expect(strokesOf("g i")).toEqual(["g", "i"]);
  expect(strokesOf("Shift+mod+Enter")).toEqual(["mod+shift+enter"]);
  expect(keyCaps("mod+Enter", true)).toEqual([["⌘", "↵"]]);
  expect(keyCaps("mod+Enter", false)).toEqual([["Ctrl", "↵"]]);
  expect(ariaKeys("mod+Enter")).toBe("Control+Enter");
  expect(ariaKeys("g i")).toBeUndefined();
  expect(["a", "?", "shift+x", "escape", "mod+k"].map(isCharacterStroke)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
