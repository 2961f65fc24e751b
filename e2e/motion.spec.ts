/** Whoever wishes for stillness gets it: nothing on the desk slides, fades or turns, whatever opens, arrives or is sent. */
import type { Locator } from "@playwright/test";
import { expect, notice, press, proposal, test } from "./fixtures";
import { proposes, writesAgain } from "./tickets";

test("reduced motion: what opens, arrives and goes is there and gone at once", async ({
  desk,
  ctx,
  openWaiting,
}) => {
  const moved: string[] = [];
  await desk.exposeBinding("moved", (_, what: string) => void moved.push(what));
  await desk.addInitScript(() => {
    const { moved: tell } = window as unknown as { moved: (what: string) => void };
    const look = ({ type, target }: Event) => {
      if (!(target instanceof Element)) return;
      for (const one of target.getAnimations()) {
        const { duration = 0, iterations = 1 } = one.effect?.getComputedTiming() ?? {};
        const ms = Number(duration) * (iterations ?? 1);
        if (ms > 1) tell(`${type}: ${target.tagName} ${target.className} for ${ms} ms`);
      }
    };
    for (const type of ["animationstart", "transitionrun"]) document.addEventListener(type, look, true);
  });
  await desk.emulateMedia({ reducedMotion: "reduce" });
  const waiting = await openWaiting(desk);

  const opens = async (keys: string, what: Locator) => {
    await press(desk, keys);
    await expect(what).toBeVisible();
    await desk.keyboard.press("Escape");
    await expect(what).toHaveCount(0);
  };
  await opens("?", desk.getByRole("dialog", { name: "Keyboard shortcuts" }));
  await opens("ControlOrMeta+k", desk.getByRole("dialog", { name: "Commands" }));
  await opens("c", desk.getByRole("dialog", { name: "New ticket" }));
  await opens("p", desk.getByRole("menu"));
  await desk.getByRole("button", { name: "Ticket actions" }).hover();
  await expect(desk.getByRole("tooltip")).toBeVisible();

  const { eventId } = await writesAgain(ctx, waiting, "It is volume 7.");
  await proposes(ctx, waiting.ticketId, eventId, "Then detach volume 7 first.");
  await expect(proposal(desk)).toContainText("detach volume 7");
  await press(desk, "a");
  await expect(notice(desk, `Reply to #${waiting.ticketId} is on its way`)).toBeVisible();
  await press(desk, "z");
  await expect(notice(desk, `Reply to #${waiting.ticketId} is on its way`)).toHaveCount(0);
  expect(moved).toEqual([]);
});
