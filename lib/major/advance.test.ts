/** Nobody is told twice: a customer who was to be told before writing, and has written, is told by their ticket. */
import { expect } from "vitest";
import { recordAlerts } from "#lib/incidents/record-alerts";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person } from "#lib/suggestions/testing/fixtures";
import { confirmMajor, declineTicket, sendNotices } from "./commands";
import { detectMajor } from "./detecting";
import { proposeAhead } from "./notices";
import { majorDetail, majorOfTicket } from "./queries";
import { importServiceMap } from "./service-map/commands";
import { environmentOf, newWord } from "./testing/environment";

test("a message that waited for a customer who then wrote is held, put away as their ticket joins, and back as it leaves", async ({
  ctx,
  db,
}) => {
  const { machine, write, later } = environmentOf(db);
  const service = `zq${newWord()}`;
  const company = unique("served");
  await write(company, "An old question about the colour of our logo");
  const as = async (role: "analyst" | "lead") => ({ ...(await person(ctx, role)), now: machine.now });
  await importServiceMap(await as("lead"), { csv: `${service},${company}` });
  const alert = {
    fingerprint: unique(),
    state: "firing" as const,
    name: "Down",
    severity: "critical" as const,
    startsAt: machine.now(),
    endsAt: null,
    labels: { alertname: "Down", service },
    annotations: {},
    generatorUrl: null,
  };
  const [placed] = await recordAlerts(machine, { source: unique(), alerts: [alert] });
  const incidentId = placed?.incidentId ?? 0;
  later(3);
  await proposeAhead(machine);
  const states = async () =>
    (await majorDetail(ctx, incidentId)).notices
      .filter((notice) => notice.company === company)
      .map(({ ticketId, state }) => [ticketId, state]);
  expect(await states()).toEqual([[null, "open"]]);

  const says = `${service} is unreachable, we only get HTTP 502 from ${service}`;
  const ticketId = await write(company, says);
  for (const other of ["A", "B"]) await write(unique(other), says);
  await detectMajor(machine);
  expect(await majorOfTicket(ctx, ticketId)).toMatchObject({ incidentId, state: "suggested" });
  const analyst = await as("analyst");
  const [waiting] = (await majorDetail(ctx, incidentId)).notices;
  const sent = await sendNotices(analyst, {
    incidentId,
    notices: [{ id: waiting?.id ?? 0, text: waiting?.text ?? "" }],
  });
  expect(sent).toMatchObject({ sent: 0, held: [{ why: expect.stringContaining(`#${ticketId}`) }] });

  await confirmMajor(analyst, { incidentId });
  expect(await states()).toEqual([
    [null, "outdated"],
    [ticketId, "open"],
  ]);
  await declineTicket(analyst, { incidentId, ticketId });
  expect(await states()).toEqual([
    [null, "open"],
    [ticketId, "outdated"],
  ]);
});
