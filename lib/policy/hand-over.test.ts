/** Which words always go to a human, and which everyday ones do not. */
import { expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { handOverFor } from "./hand-over";

test.each([
  ["Our lawyer will be in touch.", "legal"],
  ["We think our account has been hacked.", "security"],
  ["The key was leaked in a public repository.", "security"],
  ["This is an erasure request under Art. 17 GDPR.", "privacy"],
  ["Since the failover we lost all our data!", "data_loss"],
  ["This is unacceptable, I want to speak with a manager.", "leaving"],
  ["Das ist inakzeptabel, wir werden kündigen.", "leaving"],
  ["我们会起诉。", "legal"],
])("%s → %s", (text, key) => {
  expect(handOverFor(text)?.key).toBe(key);
});

test.each([
  "Please raise the vCPU quota to 256.",
  "The security group of subnet app-b blocks port 6379.",
  "Can I cancel the scheduled snapshot of our data volume?",
  "We deleted the old instance, please stop billing it.",
])("%s → stays with the agent", (text) => {
  expect(handOverFor(text)).toBeNull();
});

test("a long hostile text costs nothing", () => {
  expect(processorTime(() => handOverFor("lost data all our ".repeat(20_000)))).toBeLessThan(1_000);
});
