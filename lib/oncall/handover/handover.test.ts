/** The end of a shift: what is open stands in it as it was then, nothing of restricted queues, signed by both. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { ticket } from "#db/schema/tickets";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person, ticketWithMessage, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { restrictedCase } from "#lib/team/testing/restricted-case";
import { saveSchedule, signHandover, writeHandover } from "../commands";
import { freshLayer } from "../rules";
import { openNight, step } from "../testing/night";
import { handovers, unsignedHandovers } from "./write";

test("it holds pages, urgent tickets with their next step, and what comes back by itself", async ({
  ctx,
}) => {
  const night = await openNight(ctx, new Date());
  const lead = await night.somebody("lead");
  const [ada, ben] = [await night.somebody(), await night.somebody()];
  const { id: scheduleId } = await saveSchedule(lead, {
    id: null,
    version: null,
    name: unique("schedule"),
    timeZone: "UTC",
    layers: [freshLayer("Primary", [ada.actor.id, ben.actor.id], new Date())],
  });
  await night.chain([step(5, ada)], ada.actor.id);
  const title = unique("page");
  await night.call({ title });
  const urgent = await ticketWithProposal(night.ctx);
  const aside = await ticketWithMessage(night.ctx);
  const change = (id: number, values: Partial<typeof ticket.$inferInsert>) =>
    ctx.db.update(ticket).set(values).where(eq(ticket.id, id));
  await change(urgent.ticketId, { priority: "urgent", assigneeId: ada.actor.id });
  const dueAt = new Date(Date.now() + 3_600_000);
  await change(aside.ticketId, { status: "waiting", dueAt });
  const hidden = await restrictedCase(ctx);
  await change(hidden.ticketId, { priority: "urgent" });

  const input = { scheduleId, toId: ben.actor.id, note: "Quiet night" };
  await expect(writeHandover(ada, { ...input, toId: ada.actor.id })).rejects.toMatchObject({
    code: "invalid",
  });
  const { id: handoverId } = await writeHandover(ada, input);
  // Its answer was lost, and she sent it once more.
  expect(await writeHandover(ada, input)).toEqual({ id: handoverId });
  await expect(signHandover(ada, { handoverId })).rejects.toMatchObject({ code: "forbidden" });
  // Whoever takes over is told, and nobody else.
  expect(await unsignedHandovers(ben)).toMatchObject([{ id: handoverId, fromName: ada.actor.name }]);
  expect(await unsignedHandovers(ada)).toEqual([]);
  await signHandover(ben, { handoverId });
  expect(await unsignedHandovers(ben)).toEqual([]);
  // What becomes of it later changes nothing that was signed.
  await change(urgent.ticketId, { status: "closed" });
  const stored = (await handovers(ctx)).find(({ id }) => id === handoverId);
  expect(stored).toMatchObject({ fromId: ada.actor.id, toId: ben.actor.id, note: "Quiet night" });
  expect(stored?.signedFromAt).not.toBeNull();
  expect(stored?.signedToAt).not.toBeNull();
  const items = stored?.items ?? [];
  expect(items).toContainEqual(
    expect.objectContaining({ kind: "page", title, nextStep: "Nobody has acknowledged" }),
  );
  expect(items).toContainEqual(
    expect.objectContaining({
      kind: "ticket",
      href: `/tickets/${urgent.ticketId}`,
      owner: ada.actor.name,
      nextStep: expect.stringMatching(/^Decide on the proposed reply: Please grow/),
    }),
  );
  expect(items).toContainEqual(
    expect.objectContaining({ kind: "snoozed", href: `/tickets/${aside.ticketId}`, until: dueAt }),
  );
  expect(JSON.stringify(items)).not.toContain(hidden.canary);
});

test("who only reads signs nothing", async ({ ctx }) => {
  const viewer = await person(ctx, "viewer");
  await expect(signHandover(viewer, { handoverId: 1 })).rejects.toMatchObject({ code: "forbidden" });
});
