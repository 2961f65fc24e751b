/** Alerts that come back: within the quiet time, later, and after their incident is over. */
import { expect } from "vitest";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import type { InboundAlert } from "#lib/signals/model";
import { timeline } from "#lib/tickets/queries";
import { at, ended, environment, fires, start } from "./testing/environment";

test("an alert that comes back within the quiet time changes nothing; later it opens its incident again", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, ctx } = environment(db);
  const alert = fires(unique("Flap"), { service: unique("mail") });
  await record(alert);
  await record(ended(alert, 60));
  await record({ ...alert, startsAt: at(90) });
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "open", firing: 1 }]);
  await record(ended({ ...alert, startsAt: at(90) }, 200));
  await resolveQuiet();
  await record({ ...alert, startsAt: at(4000) });
  const [one] = await incidents();
  expect(one).toMatchObject({ status: "open", firing: 1, members: 1 });
  const kinds = (await timeline(ctx, one?.ticketId ?? 0)).map(({ kind }) => kind);
  expect(kinds).toEqual(["alert_firing", "alert_resolved", "alert_firing"]);
});

test("what hardly ever fails has come back an hour after its end; what fails every few hours failed anew", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, clock } = environment(db);
  const [busy, rare] = [unique("busy"), unique("rare")];
  const fail = async (service: string, hours: number) => {
    const alert = fires("Down", { service }, hours * 3_600, { fingerprint: service });
    clock.now = alert.startsAt.getTime();
    await record(alert);
    clock.now += 60_000;
    await record(ended(alert, hours * 3_600 + 60));
    await resolveQuiet();
  };
  await fail(rare, 0);
  for (let n = 0; n < 12; n++) await fail(busy, 1 + 6 * n);
  await fail(rare, 75);
  await fail(busy, 79);
  const before = (await incidents()).length;
  expect(before).toBe(15);
  await fail(rare, 76.1);
  expect(await incidents()).toHaveLength(before);
  await fail(busy, 80.1);
  expect(await incidents()).toHaveLength(before + 1);
});

test("an alert whose incident is over joins the one that goes on, and opens its own again where none does", async ({
  db,
}) => {
  const { record, incidents, resolveQuiet, clock } = environment(db);
  const place = { service: unique("ledger") };
  const slow = fires("Slow", place);
  const again = (seconds: number) => ({ ...slow, startsAt: at(seconds) });
  const tell = (seconds: number, ...alerts: InboundAlert[]) => {
    clock.now = start + seconds * 1000;
    return record(...alerts);
  };
  await tell(0, slow);
  await tell(60, ended(slow, 60));
  await resolveQuiet();
  await tell(3_000, again(3_000));
  await tell(3_060, ended(again(3_000), 3_060));
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved", members: 1 }]);
  const down = fires("Down", place, 6_000);
  await tell(6_000, down);
  await tell(6_030, again(6_030));
  expect(await incidents()).toMatchObject([
    { status: "resolved", firing: 0 },
    { status: "open", members: 2, firing: 2 },
  ]);
  await tell(6_100, ended(again(6_030), 6_100), ended(down, 6_100));
  await resolveQuiet();
  expect(await incidents()).toMatchObject([{ status: "resolved" }, { status: "resolved", firing: 0 }]);
});
