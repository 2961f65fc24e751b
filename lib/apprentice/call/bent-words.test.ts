/** A choice is recognised in the form that a sentence gives it: nobody who asks for GPUs is told about another thing. */
import { expect, test } from "vitest";
import { propose } from "../engine";
import { newApprentice } from "../state";
import { eventOf, learnLookUp, ticketOf } from "../testing/environment";

const desk = newApprentice();
const resources = ["vCPU", "vCPU", "vCPU", "GPU", "Disk"];
for (let place = 1; place <= 20; place++) {
  const [project, resource] = [`acme-${place}c`, resources[place % 5] ?? ""];
  const customer = { id: `c${place}`, name: `Customer ${place}`, company: null };
  learnLookUp(
    desk,
    "get_quota",
    { project, resource },
    `Please raise the ${resource} quota of ${project}`,
    place,
    customer,
  );
}

test.each([
  ["Please raise the GPUs quota of acme-77f", "GPU"],
  ["Please raise the disks quota of acme-77f", "Disk"],
  ["Please raise the GPU quota of acme-77f", "GPU"],
])("%s", (body, resource) => {
  const call = propose(desk, ticketOf(999, [eventOf("customer_message", { body })])).tool;
  expect(call?.arguments).toEqual({ project: "acme-77f", resource });
});
