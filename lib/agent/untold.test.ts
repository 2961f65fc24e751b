/** What a likely look-up needs and nobody told is to be asked for, and somebody is told so. */
import { expect, test } from "vitest";
import type { LackingCall } from "#lib/apprentice/model";
import { untold } from "./hand-over-reasons";
import { seenEvent, seenOn } from "./testing/seen";

type Ground = Parameters<typeof untold>[1];

const lacking = { tool: "get_cluster_events", lacks: ["namespace"], probability: 0.8, unlike: 0 };

function groundWith(call: LackingCall | null): Ground {
  return {
    proposal: { lacking: call },
    sources: [],
    barred: [],
    goodbyes: { fit: "open", isRash: () => false },
    instruction: null,
  } as unknown as Ground;
}

const message = seenEvent(1, "customer_message", "It is k8s-tannery-prod.");
const seen = seenOn([message], message);

test("somebody is told what to ask for", () => {
  expect(untold(seen, groundWith(lacking))).toBe(
    "“Get cluster events” comes next in such cases, and lacks its namespace: please ask the customer.",
  );
  const two = { ...lacking, lacks: ["cluster", "inner.namespace_name"] };
  expect(untold(seen, groundWith(two))).toContain("cluster and");
});

test("nobody is, where the look-up is unlikely, the case unlike those it was made for, or a person has it", () => {
  expect(untold(seen, groundWith(null))).toBeNull();
  expect(untold(seen, groundWith({ ...lacking, probability: 0.1 }))).toBeNull();
  expect(untold(seen, groundWith({ ...lacking, probability: 0.6, unlike: 2.5 }))).toBeNull();
  expect(untold(seenOn([message], message, { isHandedOver: true }), groundWith(lacking))).toBeNull();
});
