/** What "helpful" and "not helpful" on one answer does to the next one to the same question, asked by somebody else elsewhere. */
import { describe, expect } from "vitest";
import { arrives, testPorts } from "#lib/agent/testing/environment";
import { saveArticle } from "#lib/knowledge/commands";
import { agentCtx, type Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { answerQuestion } from "./answer";
import { askQuestion, eraseQuestion, judgeAnswer } from "./commands";
import { questionsOf } from "./queries";
import { favoured } from "./verdicts";

/** Asks on a new ticket, as a new person. */
async function ask(ctx: Ctx, text: string) {
  const { ticketId } = await arrives(ctx, { subject: "A question", body: "Hello, please help." });
  const analyst = await person(ctx);
  const { id } = await askQuestion(analyst, { ticketId, text });
  await answerQuestion(agentCtx(ctx.db), { questionId: id }, await testPorts(ctx, { tools: [] }));
  const asked = (await questionsOf(analyst, ticketId)).find((one) => one.id === id);
  if (!asked) throw new Error("the question is not there");
  const sources = asked.statements.flatMap(({ citations }) => citations.map(({ ref }) => ref));
  const isAnswer = !asked.statements[0]?.text.startsWith("Nothing was found");
  return { id, analyst, first: sources[0], isAnswer };
}

/** A word of its own, so that no other test's article answers. */
const word = (stem: string) => unique(stem).replaceAll(/[^a-z0-9]/gi, "");

async function articleOf(ctx: Ctx, title: string, body: string) {
  return (await saveArticle(ctx, { kind: "article", title, body })).id;
}

/** Where the article that has all the words is the wrong one, and another has most of them. */
async function misleading(ctx: Ctx) {
  const [one, two, three] = [word("gasket"), word("spindle"), word("flange")];
  const wrong = await articleOf(
    ctx,
    "Old notes",
    `The ${one} of the ${two} and its ${three} are made of steel.`,
  );
  const right = await articleOf(ctx, "How it is done", `Loosen the ${one}, then turn the ${two} by half.`);
  return {
    wrong,
    right,
    first: `How do I change the ${one} ${two} ${three}?`,
    again: `How can we change the ${three} of the ${two} ${one}?`,
  };
}

/** Where the article that answers says it in other words: it is near, and no more. */
async function inOtherWords(ctx: Ctx) {
  const [one, two, three] = [word("ledger"), word("voucher"), word("sundry")];
  await articleOf(ctx, `About ${two}`, `Anything on the ${two}.`);
  const right = await articleOf(ctx, "Bookings", `A ${one} is closed on Friday. Nothing else is needed.`);
  return { right, first: `When is the ${one} ${three} due?`, again: `When will the ${three} ${one} be due?` };
}

describe("the second asking", () => {
  test("is better: wrong sources step back, near ones that helped are answers", async ({ ctx }) => {
    const cases = 4;
    const good = { before: 0, after: 0 };
    for (let place = 0; place < cases; place++) {
      const { wrong, right, first, again } = await misleading(ctx);
      const before = await ask(ctx, first);
      expect(before.first).toBe(wrong);
      await judgeAnswer(before.analyst, { questionId: before.id, isHelpful: false });
      const after = await ask(ctx, again);
      good.before += before.isAnswer && before.first === right ? 1 : 0;
      good.after += after.isAnswer && after.first === right ? 1 : 0;
    }
    for (let place = 0; place < cases; place++) {
      const { right, first, again } = await inOtherWords(ctx);
      const before = await ask(ctx, first);
      expect([before.isAnswer, before.first]).toEqual([false, right]);
      await judgeAnswer(before.analyst, { questionId: before.id, isHelpful: true });
      const after = await ask(ctx, again);
      good.after += after.isAnswer && after.first === right ? 1 : 0;
    }
    expect(good).toEqual({ before: 0, after: 2 * cases });
  });

  test("is as before where the verdict was taken back or its question erased", async ({ ctx }) => {
    const { wrong, first, again } = await misleading(ctx);
    const before = await ask(ctx, first);
    const verdict = (isHelpful: boolean | null) =>
      judgeAnswer(before.analyst, { questionId: before.id, isHelpful });
    await verdict(false);
    expect((await ask(ctx, again)).first).not.toBe(wrong);
    await verdict(null);
    expect((await ask(ctx, again)).first).toBe(wrong);
    await verdict(false);
    await eraseQuestion(before.analyst, { questionId: before.id });
    expect((await ask(ctx, again)).first).toBe(wrong);
  });

  test("of another question is not touched, however many words it shares", async ({ ctx }) => {
    const { wrong, first } = await misleading(ctx);
    const before = await ask(ctx, first);
    await judgeAnswer(before.analyst, { questionId: before.id, isHelpful: false });
    const named = /change the (\w+)/.exec(first)?.[1] ?? "";
    const other = word("varnish");
    const about = await articleOf(ctx, "Care", `The ${named} needs ${other} twice a year.`);
    expect((await ask(ctx, `Which ${other} does the ${named} need?`)).first).toBe(about);
    expect((await ask(ctx, `What is the ${named} made of?`)).first).toBe(wrong);
  });
});

test("a verdict never turns nothing into certainty, nor something into nothing", () => {
  expect(favoured(0.4, 0.5)).toBeCloseTo(0.7);
  expect(favoured(0.9, -0.5)).toBeCloseTo(0.45);
  expect(favoured(1, 0.9)).toBe(1);
  expect(favoured(0.5, 0)).toBe(0.5);
});
