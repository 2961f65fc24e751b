/** Batches: the first at once, a burst together, each ticket once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeTicketBatch } from "./ticket-batch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first change is told at once, a burst after it in one go", () => {
  const batch = makeTicketBatch(150);
  const heard: number[][] = [];
  batch.subscribe((ticketIds) => heard.push(ticketIds));
  batch.add(1);
  batch.add(1);
  vi.advanceTimersByTime(0);
  expect(heard).toEqual([[1]]);
  for (const id of [2, 3, 2]) batch.add(id);
  vi.advanceTimersByTime(149);
  expect(heard).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(heard).toEqual([[1], [2, 3]]);
  vi.advanceTimersByTime(1000);
  batch.add(4);
  vi.advanceTimersByTime(0);
  expect(heard.at(-1)).toEqual([4]);
});
