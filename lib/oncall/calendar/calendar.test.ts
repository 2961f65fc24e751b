/** Calendars in and out: what is written is read back the same; recurring entries, zones, whole days, secrets. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { oncallCalendar } from "#db/schema/oncall";
import { user } from "#db/schema/team";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { addCalendar, makeFeed, removeCalendar, removeFeed, saveSchedule } from "../commands";
import { scheduleView } from "../queries";
import { freshLayer } from "../rules";
import { calendarOf } from "./feeds";
import { readCalendar } from "./read";
import { followCalendars } from "./refresh";
import { writeCalendar } from "./write";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
});
afterEach(() => vi.unstubAllEnvs());

const people = [
  { id: "ada", name: "Ada Byron", email: "ada@example.com" },
  { id: "ben", name: "Ben", email: "ben@example.com" },
];
const within = { people, zone: "Europe/Berlin", from: new Date("2026-03-01"), to: new Date("2026-12-31") };
const calendar = (...events: string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", ...events, "END:VCALENDAR"].join("\r\n");
const event = (...lines: string[]) =>
  ["BEGIN:VEVENT", `UID:${lines.join()}`, ...lines, "END:VEVENT"].join("\r\n");
const starts = (list: { startsAt: Date }[] = []) =>
  list.map(({ startsAt }) => startsAt.toISOString().slice(0, 16));

/** Each day, on the 30th of February. */
const never = event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30");

test("an entry that comes back on no day there is holds nobody up", () => {
  expect(() => readCalendar(calendar(never), within)).toThrow(/takes too long to read/);
});

test("whole days that name nobody are holidays of the schedule's zone; entries that name somebody are shifts", () => {
  const read = readCalendar(
    calendar(
      event("SUMMARY:Labour Day", "DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260502"),
      event("SUMMARY:Ada Byron covers", "DTSTART:20260410T080000Z", "DTEND:20260410T160000Z"),
      event("SUMMARY:Cover", "ATTENDEE:mailto:BEN@example.com", "DTSTART:20260411T080000Z", "DURATION:PT8H"),
      event("SUMMARY:Lunch", "DTSTART:20260412T100000Z", "DTEND:20260412T110000Z"),
      event("SUMMARY:Ben covers", "STATUS:CANCELLED", "DTSTART:20260413T080000Z", "DTEND:20260413T160000Z"),
      event("SUMMARY:Benjamin's birthday", "DTSTART:20260414T080000Z", "DTEND:20260414T160000Z"),
    ),
    within,
  );
  expect(read?.holidays).toEqual([
    { name: "Labour Day", startsAt: new Date("2026-04-30T22:00Z"), endsAt: new Date("2026-05-01T22:00Z") },
  ]);
  expect(read?.overrides.map(({ userId, startsAt }) => [userId, startsAt.toISOString()])).toEqual([
    ["ada", "2026-04-10T08:00:00.000Z"],
    ["ben", "2026-04-11T08:00:00.000Z"],
  ]);
  expect(read?.unknown).toEqual(["Lunch", "Benjamin's birthday"]);
});

test("what comes back keeps its time of day across the change of the clock, with its exceptions", () => {
  const series = [
    "BEGIN:VEVENT",
    "UID:series",
    "SUMMARY:Ben",
    "DTSTART;TZID=Europe/Berlin:20260323T090000",
    "DTEND;TZID=Europe/Berlin:20260323T170000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
    "EXDATE;TZID=Europe/Berlin:20260406T090000",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "UID:series",
    "RECURRENCE-ID;TZID=Europe/Berlin:20260413T090000",
    "SUMMARY:Ben",
    "DTSTART;TZID=Europe/Berlin:20260414T100000",
    "DTEND;TZID=Europe/Berlin:20260414T170000",
    "END:VEVENT",
  ];
  const read = readCalendar(calendar(...series), within);
  expect(starts(read?.overrides)).toEqual(["2026-03-23T08:00", "2026-03-30T07:00", "2026-04-14T08:00"]);
});

test("a series that goes on since years is there today, and stops where nobody looks any more; nonsense is no calendar", () => {
  const endless = event(
    "SUMMARY:Ben",
    "DTSTART:20200101T000000Z",
    "DTEND:20200101T010000Z",
    "RRULE:FREQ=HOURLY",
  );
  const read = readCalendar(calendar(endless), within);
  expect(read?.overrides.length).toBeLessThanOrEqual(2_000);
  const daily = event(
    "SUMMARY:Ben",
    "DTSTART:20060101T080000Z",
    "DTEND:20060101T090000Z",
    "RRULE:FREQ=DAILY",
  );
  const days = (within.to.getTime() - within.from.getTime()) / 86_400_000;
  expect(readCalendar(calendar(daily), within)?.overrides).toHaveLength(days);
  for (const text of ["", "hello", "BEGIN:VCARD\r\nEND:VCARD", calendar("BEGIN:VEVENT")])
    expect(readCalendar(text, within)).toBeNull();
});

test("what is written is read back, whatever the names", () => {
  const shift = fc.record({
    from: fc.integer({ min: 0, max: 20_000 }),
    length: fc.integer({ min: 1, max: 10_000 }),
    title: fc.string({ unit: "grapheme", maxLength: 30 }),
  });
  fc.assert(
    fc.property(fc.array(shift, { maxLength: 8 }), (shifts) => {
      const made = shifts.map(({ from, length, title }, n) => ({
        scheduleId: n,
        scheduleName: title.replaceAll(/\p{C}/gu, ""),
        startsAt: new Date(Date.parse("2026-03-20T00:00Z") + from * 60_000),
        endsAt: new Date(Date.parse("2026-03-20T00:00Z") + (from + length) * 60_000),
        names: ["Ada Byron"],
      }));
      const read = readCalendar(writeCalendar("On call", made, new Date()), within);
      const times = (list: readonly { startsAt: Date; endsAt: Date }[]) =>
        list.map(({ startsAt, endsAt }) => [startsAt.toISOString(), endsAt.toISOString()]).sort();
      expect(times(read?.overrides ?? [])).toEqual(times(made));
    }),
    { numRuns: 60 },
  );
});

test("a calendar address shows its owner's shifts, dies with a new one, with the account, and tells strangers nothing", async ({
  ctx,
}) => {
  const lead = await person(ctx, "lead");
  const ada = await person(ctx);
  const name = unique("schedule");
  const { id: scheduleId } = await saveSchedule(lead, {
    id: null,
    version: null,
    name,
    timeZone: "Europe/Berlin",
    layers: [freshLayer("Primary", [ada.actor.id, lead.actor.id], new Date())],
  });
  const own = await makeFeed(ada, { scheduleId: null });
  const whole = await makeFeed(ada, { scheduleId });
  const [mine, all] = [await calendarOf(ctx, own.secret), await calendarOf(ctx, whole.secret)];
  expect(mine).toContain(`${ada.actor.name} on call: ${name}`);
  expect(mine).not.toContain(lead.actor.name);
  expect(all).toContain(lead.actor.name);
  const next = await makeFeed(ada, { scheduleId });
  expect(await calendarOf(ctx, whole.secret)).toBeNull();
  await expect(removeFeed(lead, { id: next.id })).rejects.toMatchObject({ code: "not_found" });
  await ctx.db.update(user).set({ disabledAt: new Date() }).where(eq(user.id, ada.actor.id));
  expect(await calendarOf(ctx, own.secret)).toBeNull();
  expect(await calendarOf(ctx, "guess")).toBeNull();
});

test("a followed calendar is read every hour, keeps what it had when it fails, and leaves with all it brought", async ({
  ctx,
}) => {
  let answer = 200;
  let asked = 0;
  let endless = false;
  let now = new Date("2026-04-01T08:00Z");
  const lead = { ...(await person(ctx, "lead")), now: () => now };
  const text = calendar(
    event(`SUMMARY:${lead.actor.name}`, "DTSTART:20260410T080000Z", "DTEND:20260410T160000Z"),
    event("SUMMARY:Labour Day", "DTSTART;VALUE=DATE:20260501", "DTEND;VALUE=DATE:20260502"),
  );
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(answer).end(endless ? calendar(never) : answer === 200 ? text : "gone");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const { id: scheduleId } = await saveSchedule(lead, {
    id: null,
    version: null,
    name: unique("schedule"),
    timeZone: "Europe/Berlin",
    layers: [freshLayer("Primary", [], now)].map((layer) => ({ ...layer, turns: [[]] })),
  });
  const input = { scheduleId, name: "Rota", address: `http://127.0.0.1:${port}/rota.ics`, text: null };
  const { id } = await addCalendar(lead, input);
  const [row] = await ctx.db.select().from(oncallCalendar).where(eq(oncallCalendar.id, id));
  expect(row?.address).not.toContain("127.0.0.1");
  const system = { ...lead, actor: { kind: "system" as const, id: "on-call", name: "On-call" } };
  await followCalendars(system);
  await followCalendars(system);
  expect(asked).toBe(1);
  const view = () => scheduleView(lead, scheduleId, () => new Date("2026-04-01T00:00Z"), 30);
  expect((await view()).overrides).toMatchObject([{ userId: lead.actor.id, calendarId: id }]);
  expect((await view()).holidays).toMatchObject([{ name: "Labour Day" }]);
  now = new Date("2026-04-01T09:10Z");
  endless = true;
  await followCalendars(system);
  const [told] = await ctx.db.select().from(oncallCalendar).where(eq(oncallCalendar.id, id));
  expect(told?.lastError).toContain("takes too long to read");
  endless = false;
  now = new Date("2026-04-01T10:30Z");
  answer = 404;
  await followCalendars(system);
  expect((await view()).calendars).toMatchObject([{ lastError: "The other side answered 404." }]);
  expect((await view()).overrides).toHaveLength(1);
  await removeCalendar(lead, { id });
  expect((await view()).overrides).toEqual([]);
  await new Promise((done) => server.close(done));
});

test("a file that is no calendar adds none", async ({ ctx }) => {
  const lead = await person(ctx, "lead");
  const { id: scheduleId } = await saveSchedule(lead, {
    id: null,
    version: null,
    name: unique("schedule"),
    timeZone: "UTC",
    layers: [freshLayer("Primary", [lead.actor.id], new Date())],
  });
  const added = addCalendar(lead, { scheduleId, name: "Bad", address: null, text: "<html>" });
  await expect(added).rejects.toMatchObject({ code: "invalid" });
  expect(await ctx.db.$count(oncallCalendar, eq(oncallCalendar.scheduleId, scheduleId))).toBe(0);
});
