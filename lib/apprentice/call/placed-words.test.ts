/** Words keep their places in the text, in scripts with spaces and without. */
import { expect, test } from "vitest";
import { normalForm, placedWords } from "./placed-words";

test("every word stands where it says", () => {
  const text = "Move it to 3:00pm, José's (vm-7c)";
  const { words, starts, ends } = placedWords(text);
  expect(words).toEqual(["move", "it", "to", "3", "pm", "josé's", "vm", "7", "c"]);
  words.forEach((word, index) => {
    expect(text.slice(starts[index], ends[index]).toLowerCase()).toBe(word);
  });
});

test("text without spaces is read in pairs that do not cross into other scripts", () => {
  const text = "请重启数据库db7";
  const { words, starts, ends } = placedWords(text);
  expect(words).toEqual(["请重", "重启", "启数", "数据", "据库", "db", "7"]);
  words.forEach((word, index) => {
    expect(text.slice(starts[index], ends[index])).toBe(word);
  });
});

test("ways of writing the same value are one", () => {
  expect(normalForm("3 PM")).toBe(normalForm("3pm"));
  expect(normalForm("3:00 pm")).toBe(normalForm("3pm"));
  expect(normalForm(5)).toBe(normalForm("5"));
  expect(normalForm("3:30 pm")).not.toBe(normalForm("3pm"));
});
