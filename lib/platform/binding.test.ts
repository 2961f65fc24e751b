/** What is bound for a process holds for all of it, and is there before anybody relies on it. */
import { afterEach, expect, test, vi } from "vitest";
import { bindingOf } from "./binding";

afterEach(() => vi.unstubAllEnvs());

test("what was said stays: who says something else is refused, and who says it again is not", () => {
  const { bind, bound } = bindingOf<string[]>("#lib/reactions", "what follows");
  const [mine, theirs] = [["one"], ["two"]];
  bind(mine);
  expect(() => bind(theirs)).toThrow("#lib/reactions was imported before");
  bind(mine);
  expect(bound()).toBe(mine);
});

test("two rooms' bindings do not know of one another", () => {
  const [first, second] = [bindingOf<number>("a", "x"), bindingOf<number>("b", "y")];
  first.bind(1);
  second.bind(2);
  expect([first.bound(), second.bound()]).toEqual([1, 2]);
});

test("nothing goes on where nobody has said it", () => {
  expect(bindingOf<string>("#lib/reactions", "what follows").bound).toThrow("Import #lib/reactions");
});

test("while the code is worked on, the newest holds", () => {
  vi.stubEnv("NODE_ENV", "development");
  const { bind, bound } = bindingOf<number>("#lib/reactions", "what follows");
  bind(1);
  bind(2);
  expect(bound()).toBe(2);
});
