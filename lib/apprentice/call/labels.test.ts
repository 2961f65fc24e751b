/** Labels of an alert fill the arguments of the same name, and those that analysts filled from them under another. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, ticketOf } from "../testing/environment";
import { learnCase } from "../training";

const firing = (labels: Record<string, string>, body: string) => eventOf("alert_firing", { body, labels });

function learn(
  apprentice: Apprentice,
  ticket: number,
  labels: Record<string, string>,
  given: Record<string, unknown>,
): void {
  const events = [
    firing(labels, `Pod ${labels.namespace ?? labels.ns}/web-${ticket} is crash looping`),
    eventOf("tool_call", { tool: "get_events", arguments: given }),
    eventOf("tool_result", { tool: "get_events", result: { count: 7 } }),
    eventOf("note", { body: "Restarted." }),
  ];
  learnCase(apprentice, { ...ticketOf(ticket, events), closedAt: ticket * 3_600_000 });
}

function trained(
  name: (ticket: number) => [labels: Record<string, string>, given: Record<string, unknown>],
): Apprentice {
  const apprentice = newApprentice();
  for (let ticket = 1; ticket <= 6; ticket++) learn(apprentice, ticket, ...name(ticket));
  return apprentice;
}

test("labels go by the argument's own name", () => {
  const apprentice = trained((ticket) => [
    { severity: "critical" },
    { cluster: `k8s-${ticket}a`, namespace: ["shop", "mail", "crm"][ticket % 3] },
  ]);
  const alert = firing(
    { cluster: "prod-1", namespace: "shop", pod: "cart-18" },
    "Pod shop/cart-18 is crash looping",
  );
  const { tool } = propose(apprentice, ticketOf(99, [alert]));
  expect(tool?.arguments).toEqual({ cluster: "prod-1", namespace: "shop" });
});

test("labels that say their kind in their name, and their kind in their value", () => {
  const apprentice = trained((ticket) => [{}, { cluster: `k8s-${ticket}a`, namespace: "shop" }]);
  const alert = firing(
    { k8s_cluster: "k8s-fjl-prod", namespace: "booking" },
    "Pod booking/api-7f is crash looping",
  );
  expect(propose(apprentice, ticketOf(99, [alert])).tool?.arguments).toEqual({
    cluster: "k8s-fjl-prod",
    namespace: "booking",
  });
});

test("names that earlier calls took their values from are learnt", () => {
  const apprentice = trained((ticket) => [
    { site: `k8s-${ticket}a`, ns: `team-${ticket}` },
    { cluster: `k8s-${ticket}a`, namespace: `team-${ticket}` },
  ]);
  const alert = firing({ ns: "team-99", site: "k8s-77c", region: "k8s-east" }, "Pod is crash looping");
  expect(propose(apprentice, ticketOf(99, [alert])).tool?.arguments).toEqual({
    cluster: "k8s-77c",
    namespace: "team-99",
  });
});

test("an alert that ended lends no label to one that still fires, though it is told later", () => {
  const apprentice = trained((ticket) => [
    { cluster: `k8s-${ticket}a`, namespace: "shop" },
    { cluster: `k8s-${ticket}a`, namespace: "shop" },
  ]);
  const fires = firing({ cluster: "k8s-31b", namespace: "shop" }, "Pod shop/cart-18 is crash looping");
  const labels = { cluster: "k8s-22c", namespace: "shop" };
  const ended = eventOf("alert_resolved", { body: "Pod shop/cart-7 is crash looping", labels });
  expect(propose(apprentice, ticketOf(99, [fires, ended])).tool?.arguments).toMatchObject({
    cluster: "k8s-31b",
  });
});
