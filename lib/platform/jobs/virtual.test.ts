/** Jobs come out in the order of their due times, once each, and not when they were withdrawn. */
import { expect, test } from "vitest";
import type { NewJob } from "./model";
import { virtualQueue } from "./virtual";

const start = new Date("2026-03-02T09:00:00Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000);
const job = (eventId: number, at?: Date, id = `consider:${eventId}`): NewJob => ({
  name: "agent.consider",
  input: { ticketId: 1, eventId },
  options: { id, ...(at && { at }) },
});

test("what is due first comes first, and what arrived first among equals", () => {
  const queue = virtualQueue(() => start);
  queue.put([job(1, later(5)), job(2), job(3)]);
  const order = [1, 2, 3].map(() => queue.next(later(10))?.job.input);
  expect(order).toEqual([2, 3, 1].map((eventId) => ({ ticketId: 1, eventId })));
  expect(queue.next(later(10))).toBeNull();
});

test("nothing comes before it is due", () => {
  const queue = virtualQueue(() => start);
  queue.put([job(1, later(5))]);
  expect(queue.next(later(4))).toBeNull();
  expect(queue.next(later(5))?.at).toEqual(later(5));
});

test("a job withdrawn does not come, and can be asked for again", () => {
  const queue = virtualQueue(() => start);
  queue.put([job(1)]);
  queue.cancel(["consider:1"]);
  expect(queue.next(start)).toBeNull();
  queue.put([job(1)]);
  expect(queue.next(start)).not.toBeNull();
});

test("the same id runs once, however often it is put in", () => {
  const queue = virtualQueue(() => start);
  queue.put([job(1), job(1)]);
  queue.next(start);
  queue.put([job(1)]);
  expect(queue.next(start)).toBeNull();
});
