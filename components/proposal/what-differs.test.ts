import { expect, test } from "vitest";
import type { DiffPart } from "#lib/suggestions/model";
import { whatDiffers } from "./what-differs";

const same = (text: string): DiffPart => ({ kind: "same", text });
const add = (text: string): DiffPart => ({ kind: "add", text });
const remove = (text: string): DiffPart => ({ kind: "remove", text });

test("the words a step has of its own stand apart from the shared ones; what it lacks is left out", () => {
  const parts = [same("Send me the "), remove("id"), add("name"), same(" of it.")];
  expect(whatDiffers(parts)).toEqual([
    { text: "Send me the ", isOwn: false },
    { text: "name", isOwn: true },
    { text: " of it.", isOwn: false },
  ]);
});

test("a long shared opening is shortened to its last words, so that the difference is in sight", () => {
  const [first, second] = whatDiffers([
    same("Hello, thank you for writing to us about this. Please "),
    add("send the log."),
  ]);
  expect(first).toEqual({ text: "… this. Please ", isOwn: false });
  expect(second).toEqual({ text: "send the log.", isOwn: true });
});

test("in a text of another kind only the shared opening recedes, not every word that happens to occur in both", () => {
  const parts = [same("Hello, "), add("which region is "), same("the "), add("volume in, and how large?")];
  expect(whatDiffers(parts)).toEqual([
    { text: "Hello, ", isOwn: false },
    { text: "which region is the volume in, and how large?", isOwn: true },
  ]);
});

test("lines become one line", () => {
  expect(whatDiffers([remove("Ja."), add("Which\n\nregion?")])).toEqual([
    { text: "Which region?", isOwn: true },
  ]);
});

test("text without spaces is shortened as well", () => {
  const opening = "您好,感谢您的来信。我们已经收到您的问题,正在为您查看相关的日志,请稍候,";
  const [first] = whatDiffers([same(opening), add("重启")]);
  expect(first?.text.length).toBeLessThan(20);
});

test("the same text is left whole", () => {
  expect(whatDiffers([same("Done.")])).toEqual([{ text: "Done.", isOwn: false }]);
});
