/** The bench on invented dialogues: it learns, leaks nothing, and gives the same figures twice. */
import { expect, test } from "vitest";
import type { LabelledDialogue } from "../star";
import { syntheticDialogues } from "../synthetic-dialogues";
import { replayDialogues } from "./offline-replay";
import { summarise } from "./offline-report";

const dialogues = syntheticDialogues(160);

test("learning is worth more than what was known after 20 tickets", () => {
  const learning = replayDialogues(dialogues);
  const frozen = replayDialogues(dialogues, { freezeAfter: 20 });
  const late = (run: typeof learning) => summarise(run).last_quarter as { match: number };
  expect(late(learning).match).toBeGreaterThan(0.75);
  expect(late(learning).match).toBeGreaterThan(late(frozen).match + 0.1);
  expect(learning.replies.filter((point) => point.foreignNumber)).toHaveLength(0);
});

test("the same dialogues give the same figures", () => {
  const of = (run: ReturnType<typeof replayDialogues>) =>
    run.replies.map((point) => [point.ticket, point.match, point.confidence, point.text]);
  const some = dialogues.slice(0, 60);
  expect(of(replayDialogues(some))).toEqual(of(replayDialogues(some)));
});

test("nothing of the future and no label reaches a proposal, and no words of a ticket that is still open", () => {
  const canary = "zanzibar";
  const plantedFrom = 30;
  const planted: LabelledDialogue[] = dialogues.slice(0, 60).map(({ dialogue, truth }, index) => ({
    truth: { ...truth, labels: truth.labels.map((label) => label && `${label}-${canary}`) },
    dialogue: {
      ...dialogue,
      // The later tickets end with a reply that names the canary and stay open until all others are closed.
      closedAt: dialogue.closedAt + (index < plantedFrom ? 0 : 1e9),
      events:
        index < plantedFrom
          ? dialogue.events
          : [
              ...dialogue.events,
              { kind: "analyst_reply", at: dialogue.closedAt, body: `The word is ${canary}.` },
            ],
    },
  }));
  const clean: LabelledDialogue[] = planted.map(({ dialogue, truth }) => ({
    truth: { ...truth, labels: truth.labels.map((label) => label?.replace(canary, "label") ?? null) },
    dialogue: {
      ...dialogue,
      events: dialogue.events.filter((event) => !("body" in event && event.body.includes(canary))),
    },
  }));
  const firstPlanted = Math.min(...dialogues.slice(plantedFrom, 60).map(({ dialogue }) => dialogue.closedAt));
  const before = clean
    .flatMap(({ dialogue }) => dialogue.events)
    .filter(({ kind, at }) => kind === "analyst_reply" && at < firstPlanted).length;
  expect(before).toBeGreaterThan(60);
  const said = (run: ReturnType<typeof replayDialogues>) =>
    run.replies.slice(0, before).map((point) => [point.ticket, point.text, point.confidence]);
  const withCanary = replayDialogues(planted);
  expect(said(withCanary)).toEqual(said(replayDialogues(clean)));
  expect(withCanary.replies.some((point) => point.text.includes(canary))).toBe(false);
});
