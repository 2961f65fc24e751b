/** What is given without a trace in the ticket: the usual value of an argument, never that of a few cases of another kind. */
import { expect, test } from "vitest";
import { proposeArguments } from "../engine";
import { type Apprentice, newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";

const names = "orders search billing live images reports mail kube-system".split(" ");
/** Customers call what they run alike. */
const told = [...names, ...names, ...names];

/** A desk that is told the namespace of pods, and asks nodes after their own; `nodes` of its tickets are about nodes. */
function clusterDesk(nodes: number): Apprentice {
  const desk = newApprentice();
  const learn = (ask: string, cluster: string, namespace: string, ticket: number) =>
    learnLookUp(desk, "get_events", { cluster, namespace }, ask, ticket, {
      id: `customer ${ticket}`,
      name: "Ann Lee",
      company: null,
    });
  told.forEach((namespace, place) => {
    const cluster = `k8s-shop${place}-prod`;
    learn(`Pods in namespace ${namespace} of ${cluster} crash.`, cluster, namespace, place + 1);
    const other = `k8s-mill${place}-test`;
    if (place < nodes) learn(`A node of ${other} is not ready.`, other, "kube-system", place + 101);
  });
  return desk;
}

const filled = (desk: Apprentice, body: string) =>
  proposeArguments(desk, ticketOf(999, [eventOf("customer_message", { body })]), "get_events");

test("a value that a few cases of another kind had is not given to one that tells none", () => {
  const given = filled(clusterDesk(2), "Pods of k8s-tannery-prod crash.");
  expect(given).toMatchObject({ cluster: "k8s-tannery-prod" });
  expect(given).not.toHaveProperty("namespace");
});

test("one that is usual is", () => {
  expect(filled(clusterDesk(16), "A node of k8s-tannery-prod is not ready.")).toEqual({
    cluster: "k8s-tannery-prod",
    namespace: "kube-system",
  });
});

test("and one that is told is, however few had it", () => {
  expect(filled(clusterDesk(2), "A node of k8s-tannery-prod, in kube-system, is not ready.")).toEqual({
    cluster: "k8s-tannery-prod",
    namespace: "kube-system",
  });
});
