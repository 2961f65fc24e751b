/** A small team is served too: with a few dozen closed tickets the nearest past case answers after a result. */
import { expect, test } from "vitest";
import { replayStory } from "./offline-story";

type Figures = { f1: number; almost: number; confidence: number };

const figures = replayStory();

test("after half of the demo's tickets most replies are close, and confidence is honest", () => {
  const { later_half, after_result_later } = figures as Record<string, Figures>;
  expect(later_half?.f1).toBeGreaterThan(0.65);
  expect(after_result_later?.f1).toBeGreaterThan(0.55);
  expect(Math.abs((later_half?.confidence ?? 0) - (later_half?.almost ?? 1))).toBeLessThan(0.12);
});

test("half of the calls are foretold: of the likely tools the one that the ticket holds values for", () => {
  const { points, tool, exact } = figures.calls as { points: number; tool: number; exact: number };
  expect(tool / points).toBeGreaterThan(0.52);
  expect(exact / points).toBeGreaterThan(0.42);
});
