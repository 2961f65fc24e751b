/** Where replies go: which addresses are taken, and a trial of one. */
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit } from "#db/schema/platform";
import { setOutgoing } from "#lib/connectors/commands";
import { receiverForEach } from "#lib/connectors/testing/receiver-for-each";
import { freshConnector } from "#lib/connectors/testing/webhook-requests";
import { test } from "#lib/platform/testing/database";
import { withTicket } from "./testing/with-ticket";
import { tryOutgoing } from "./trial";

const receiver = receiverForEach();

test("an address is http or https without a password, and only of a system that takes replies", async ({
  db,
}) => {
  const { admin, connector } = await withTicket(db, receiver.url);
  const alerts = await freshConnector(db, "alertmanager");
  const set = (url: string, id = connector.id) => setOutgoing(admin, { id, url });
  for (const url of [
    "ftp://desk.example",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "desk.example",
    "https://a:b@desk.example",
  ])
    await expect(set(url), url).rejects.toMatchObject({
      code: "invalid",
      details: { fields: [{ field: "url" }] },
    });
  await expect(set("https://desk.example", alerts.id)).rejects.toMatchObject({ code: "unprocessable" });
});

test("a trial says in words how it went, and is audited", async ({ db }) => {
  const { admin, analyst, connector } = await withTicket(db, receiver.url);
  receiver.answerNext(204, 401);
  expect(await tryOutgoing(admin, connector)).toMatchObject({ outcome: "delivered", status: 204 });
  expect(JSON.parse(receiver.arrived[0]?.body ?? "")).toMatchObject({ type: "test" });
  expect(await tryOutgoing(admin, connector)).toMatchObject({ outcome: "refused" });
  await expect(tryOutgoing(analyst, connector)).rejects.toMatchObject({ code: "forbidden" });
  await setOutgoing(admin, { id: connector.id, url: null });
  await expect(tryOutgoing(admin, connector)).rejects.toMatchObject({ code: "unprocessable" });
  const entries = await db.select().from(audit).where(eq(audit.entityId, connector.id));
  expect(entries.filter(({ action }) => action === "connector.test")).toHaveLength(2);
});
