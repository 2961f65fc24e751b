/** Two values of one call are compared by their numbers and by their places. */
import { expect, test } from "vitest";
import { difference, side } from "./relations";

test("numbers are compared only where all else is alike", () => {
  expect(difference("3 pm", "5 pm")).toBe(2);
  expect(difference("5", "4")).toBe(-1);
  expect(difference("11 am", "1 pm")).toBeNull();
  expect(difference("1", "99")).toBeNull();
  expect(difference("10 2", "10 3")).toBeNull();
  expect(difference("monday", "tuesday")).toBeNull();
});

test("the side is that of the last saying, within one message", () => {
  const at = (message: number, word: number) => ({ message, at: word, end: word });
  expect(side([at(0, 3)], [at(0, 5)])).toBe("soon after");
  expect(side([at(0, 3)], [at(0, 20)])).toBe("after");
  expect(side([at(0, 9)], [at(0, 2), at(0, 7)])).toBe("soon before");
  expect(side([at(0, 3)], [at(1, 5)])).toBeNull();
  expect(side([], [at(1, 5)])).toBeNull();
});
