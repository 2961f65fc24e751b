/** The bench on invented dialogues: it learns, leaks nothing, and gives the same figures twice. */
import { expect, test } from "vitest";
import { replayDialogues } from "./offline-replay";
import { summarise } from "./offline-report";
import type { LabelledDialogue } from "./star";
import { syntheticDialogues } from "./synthetic-dialogues";

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

test("nothing of the future and no label reaches a proposal", () => {
  const canary = "zanzibar";
  const planted: LabelledDialogue[] = dialogues.slice(0, 60).map(({ dialogue, truth }, index) => ({
    truth: { ...truth, labels: truth.labels.map((label) => label && `${label}-${canary}`) },
    dialogue: {
      ...dialogue,
      // Each ticket ends with a reply that names the canary and stays open until all others are closed.
      closedAt: dialogue.closedAt + (index % 2) * 1e9,
      events:
        index % 2 === 0
          ? dialogue.events
          : [
              ...dialogue.events,
              { kind: "analyst_reply", at: dialogue.closedAt, body: `The word is ${canary}.` },
            ],
    },
  }));
  const clean: LabelledDialogue[] = planted.map(({ dialogue, truth }) => ({
    truth,
    dialogue: {
      ...dialogue,
      events: dialogue.events.filter((event) => !("body" in event && event.body.includes(canary))),
    },
  }));
  const said = (run: ReturnType<typeof replayDialogues>, ticket: number) =>
    run.replies.filter((point) => point.ticket === ticket).map((point) => [point.text, point.confidence]);
  const withCanary = replayDialogues(planted);
  const without = replayDialogues(clean);
  expect(withCanary.replies.some((point) => point.text.includes(canary))).toBe(false);
  for (const { dialogue } of clean) {
    const expected = said(without, dialogue.id);
    expect(said(withCanary, dialogue.id).slice(0, expected.length)).toEqual(expected);
  }
});
