/** Names of things as people write them, read as machines do: with a space or another sign in the place of the hyphen. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";
import { isWrittenOtherwise, respelled, spellingsOf } from "./spelling";

const codes = ["90aa1e", "3f09c2", "77c0de", "b1804d"];
const spellings = spellingsOf([
  ...codes.map((code) => `vm-${code}`),
  ...["HC-29931", "HC-30412", "HC-41117"],
  ...["pg-orders", "pg-shop-main", "pg-crm"],
  "lb-77e1",
]);

test.each([
  ["a space", "vm 90aa1e is down", "vm-90aa1e is down"],
  ["another dash", "Rechnung HC–29931, bitte", "Rechnung HC-29931, bitte"],
  ["a sign, with and without spaces", "VM_90AA1E and vm #90aa1e", "vm-90aa1e and vm-90aa1e"],
  ["a torn name", "vm - 90aa1e, vm- 3f09c2", "vm-90aa1e, vm-3f09c2"],
  ["as it is", "vm-90aa1e:8080 and web-vm-90aa1e", "vm-90aa1e:8080 and web-vm-90aa1e"],
  ["no code of that length", "one vm 2 and vm 12345678", "one vm 2 and vm 12345678"],
  ["no number in it", "a vm cannot start, the vm orders is down", "a vm cannot start, the vm orders is down"],
  ["a mark of which too few are known", "lb 77e1", "lb 77e1"],
  ["a kind that is named by words", "pg orders2", "pg orders2"],
])("%s", (_, text, read) => {
  expect(respelled(text, spellings)).toBe(read);
});

test("a name is known to stand where its parts are joined in another way", () => {
  expect(isWrittenOtherwise("vm-90aa1e", "Is VM 90AA1E down?")).toBe(true);
  expect(isWrittenOtherwise("vm-90aa1e", "Is vm 90aa1e2 down?")).toBe(false);
  expect(isWrittenOtherwise("pg-orders", "Is pg orders down?")).toBe(false);
});

test("what a customer names in another spelling is looked up", () => {
  const desk = newApprentice();
  codes.forEach((code, place) => {
    learnLookUp(desk, "describe_vm", { vm: `vm-${code}` }, `vm-${code} hangs`, place + 1);
    learnLookUp(desk, "get_quota", { project: `acme-${place}x` }, `quota of acme-${place}x`, place + 101);
  });
  const events = [eventOf("customer_message", { body: "our vm 5BE012 hangs" })];
  expect(propose(desk, ticketOf(999, events)).tool).toMatchObject({
    tool: "describe_vm",
    arguments: { vm: "vm-5be012" },
  });
});

test("a name stands in a text however often one asks", () => {
  const asked = [1, 2, 3].map(() => isWrittenOtherwise("vm-90aa1e", "the vm 90aa1e is down"));
  expect(asked).toEqual([true, true, true]);
});
