/** Every value of a result can be told or can decide, and what is told stands at its place in the result. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { newDialogueState } from "../dialogue-state";
import { readEvent } from "../dialogue-update";
import { valuesBySlot } from "../slot-values";
import { fill, toPattern } from "../templates";
import { eventOf, ticketOf } from "../testing/environment";
import { ownName, spread } from "./leaves";
import { statesOf } from "./states";

const value = fc.oneof(
  fc.string({ minLength: 3, maxLength: 12 }).map((text) => `v${text}`),
  fc.integer({ min: 1000, max: 9_999_999 }),
  fc.boolean(),
  fc.constant(null),
);
const name = fc.string({ minLength: 1, maxLength: 8 });
const result: fc.Arbitrary<Record<string, unknown>> = fc
  .letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 5 },
      value,
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(name, tie("node"), { maxKeys: 4 }),
    ),
  }))
  .node.map((node) => ({ top: node }));

function valuesAfter(found: Record<string, unknown>): Map<string, string> {
  const dialogue = newDialogueState(ticketOf(1, []));
  readEvent(dialogue, eventOf("tool_result", { tool: "look_up", result: found }), null);
  return valuesBySlot(dialogue.valuesBySlot);
}

/** The value at a path, read back from the result without the code under test. */
function at(found: unknown, path: string): unknown {
  const steps = [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/gu)];
  let here: unknown = found;
  for (const [, key, index] of steps) {
    if (index !== undefined && Array.isArray(here)) here = here[Number(index)];
    else if (typeof here === "object" && here !== null && key !== undefined) {
      const name = Object.keys(here).find((one) => encoded(one) === key);
      here = name === undefined ? undefined : Object.entries(here).find(([one]) => one === name)?.[1];
    } else return undefined;
  }
  return here;
}

function encoded(name: string): string {
  return [...name]
    .map((character, index) =>
      "%.#[]{}⟨⟩".includes(character) || (index === 0 && "@?!~".includes(character))
        ? `%${character.codePointAt(0)?.toString(16)}`
        : character,
    )
    .join("");
}

test("every value however deep is a slot, or a state a sentence may depend on", () => {
  fc.assert(
    fc.property(result, (found) => {
      const slots = valuesAfter(found);
      const states = statesOf("look_up", spread(found));
      const { leaves } = spread(found);
      const empty = leaves.filter(({ value }) => value === null || String(value).trim() === "");
      for (const { path, value } of leaves) {
        if (empty.some((one) => one.path === path)) continue;
        const isState = states.some(
          (state) => state.path === path || state.path.startsWith(path.replace(/\[\d+\]/gu, "[]")),
        );
        expect(slots.get(path) === String(value).trim() || isState, path).toBe(true);
      }
    }),
  );
});

test("what fills a slot stands at that path of the newest result", () => {
  fc.assert(
    fc.property(result, result, (before, now) => {
      const dialogue = newDialogueState(ticketOf(1, []));
      for (const found of [before, now])
        readEvent(dialogue, eventOf("tool_result", { tool: "look_up", result: found }), null);
      for (const [slot, text] of valuesBySlot(dialogue.valuesBySlot)) {
        if (/[{#]|\[\+/u.test(slot)) continue;
        expect(String(at(now, slot)).trim(), slot).toBe(text);
      }
    }),
  );
});

test("a reply made of values is filled with those of another result of the same build", () => {
  const build = fc.tuple(fc.integer({ min: 1000, max: 4999 }), fc.integer({ min: 5000, max: 9999 }));
  fc.assert(
    fc.property(build, build, ([one, two], [three, four]) => {
      const of = (left: number, right: number) => ({ a: [{ b: { c: left } }, { b: { c: right } }] });
      const pattern = toPattern(`First ${one}, then ${two}.`, valuesAfter(of(one, two)));
      expect(fill(pattern.text, valuesAfter(of(three, four)))).toBe(`First ${three}, then ${four}.`);
    }),
  );
});

test("a value's own name", () => {
  expect(ownName("a.b[2].max_level")).toBe("max_level");
  expect(ownName("targets{state=down}[0].id")).toBe("id");
  expect(ownName("targets{state=down}#")).toBe("targets");
});
