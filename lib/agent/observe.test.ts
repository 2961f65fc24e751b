/** Who ended himself what nobody had answered is told nothing of it, whatever was looked up for him. */
import { expect, test } from "vitest";
import { abstainAtOnce } from "./observe";
import { seenEvent, seenOn } from "./testing/seen";

const asked = seenEvent(1, "customer_message", "The certificate of click.tide.example is pending.");
const call = seenEvent(2, "tool_call", "", {
  tool: "check_dns",
  arguments: { domain: "click.tide.example" },
});
const result = seenEvent(3, "tool_result", "", { tool: "check_dns", result: { certificate: "pending" } });
const answer = seenEvent(4, "analyst_reply", "Please create the record.");

function after(body: string, ...before: (typeof asked)[]) {
  const message = seenEvent(9, "customer_message", body);
  return abstainAtOnce(seenOn([...before, message], message));
}

test.each([
  "We found it ourselves, please close this. Thanks anyway.",
  "It works again, you can close the ticket.",
])("“%s”", (body) => {
  expect(after(body, asked, call, result)).toBe("no_question");
  expect(after(body, asked, call, result, answer), "he gets a goodbye").toBeNull();
});

test("who still waits is answered", () => {
  expect(after("any update?", asked, call, result)).toBeNull();
});
