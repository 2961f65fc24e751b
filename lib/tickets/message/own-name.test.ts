/** A reply is learnt without its writer's name, and with every other name in it. */
import { expect, test } from "vitest";
import { withoutOwnName } from "./own-name";

test.each([
  ["Please restart it.\n\nKind regards\nPiet Harms, library IT", "Please restart it.\n\nKind regards"],
  ["Please restart it.\n\nBest,\nPiet\nLibrary IT\nTel. 0431 123", "Please restart it.\n\nBest"],
  ["Please restart it. Best wishes, Piet", "Please restart it. Best wishes"],
  [
    "Please restart it.\n\nMit freundlichen Grüßen\nP. Harms",
    "Please restart it.\n\nMit freundlichen Grüßen",
  ],
  ["Please restart it.\n\n– Piet", "Please restart it."],
  ["请重启。\n\nPiet", "请重启。"],
])("%j", (text, rest) => {
  expect(withoutOwnName(text, "Piet Harms")).toBe(rest);
});

test.each([
  "Please restart it.\n\nKind regards\nJana Vogt",
  "Hello,\nPiet will call you this afternoon.",
  "Piet Harms\nis whom to ask. Please call him this afternoon, and tell him what you saw?",
  "Please ask Piet",
  "Hello Piet, please restart it.",
])("as it is: %j", (text) => {
  expect(withoutOwnName(text, "Piet Harms")).toBe(text);
});

test("without a writer, or of his name alone, nothing is taken", () => {
  expect(withoutOwnName("Best, Piet", null)).toBe("Best, Piet");
  expect(withoutOwnName("Piet", "Piet Harms")).toBe("Piet");
});
