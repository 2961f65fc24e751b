/** Whoever wishes for stillness gets it: nothing on the desk slides, fades or turns, whatever opens, arrives or is sent. */
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

  await press(desk, "?");
  await expect(desk.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("ControlOrMeta+k");
  await expect(desk.getByRole("dialog", { name: "Commands" })).toBeVisible();
  await desk.keyboard.press("Escape");
  await press(desk, "c");
  await expect(desk.getByRole("dialog", { name: "New ticket" })).toBeVisible();
  await desk.keyboard.press("Escape");
  await press(desk, "p");
  await expect(desk.getByRole("menu")).toBeVisible();
  await desk.keyboard.press("Escape");
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
