/** Draft deltas: continued, corrected, ended; a late joiner is told the whole text. */
import { expect, test, vi } from "vitest";
import { makeDraftStore } from "./draft-store";

test("a draft grows, is corrected from a character on, and ends", () => {
  const store = makeDraftStore();
  const heard = vi.fn();
  store.subscribe(7, heard);
  store.apply({ ticketId: 7, eventId: 1, from: 0, text: "Hello" });
  store.apply({ ticketId: 7, eventId: 1, from: 5, text: " Ada" });
  expect(store.get(7)?.text).toBe("Hello Ada");
  store.apply({ ticketId: 7, eventId: 1, from: 6, text: "Grace" });
  expect(store.get(7)?.text).toBe("Hello Grace");
  store.apply({ ticketId: 7, eventId: null, from: 0, text: "" });
  expect(store.get(7)).toBeUndefined();
  expect(heard).toHaveBeenCalledTimes(4);
});

test("only the listeners of the ticket hear", () => {
  const store = makeDraftStore();
  const heard = vi.fn();
  const leave = store.subscribe(1, heard);
  store.apply({ ticketId: 2, eventId: 1, from: 0, text: "x" });
  expect(heard).not.toHaveBeenCalled();
  leave();
  store.apply({ ticketId: 1, eventId: 1, from: 0, text: "x" });
  expect(heard).not.toHaveBeenCalled();
});
