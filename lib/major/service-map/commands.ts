/** Says whom services serve. */
import { and, eq, inArray } from "drizzle-orm";
import { serviceCustomer } from "#db/schema/major";
import { recordAudit } from "#lib/platform/audit";
import { command } from "#lib/platform/command";
import { ServiceMapInput } from "../model";
import { customersOf } from "./known-customers";
import { readServiceMap } from "./table";

/** How many services and customers a table named, and whom nobody knows. */
export type MapOutcome = { services: number; customers: number; unknown: string[] };

/** Says which customers services serve, from a table. What is said of a service replaces what a table said of it before. */
export const importServiceMap = command(
  "policy.manage",
  ServiceMapInput,
  async (tx, { csv }): Promise<MapOutcome> => {
    const lines = readServiceMap(csv);
    const found = await customersOf(tx, lines);
    const services = [...new Set(lines.map(({ service }) => service))];
    if (services.length > 0)
      await tx.db
        .delete(serviceCustomer)
        .where(and(inArray(serviceCustomer.service, services), eq(serviceCustomer.origin, "csv")));
    if (found.known.length > 0)
      await tx.db
        .insert(serviceCustomer)
        .values(found.known.map((one) => ({ ...one, origin: "csv" as const, addedAt: tx.now() })))
        .onConflictDoNothing();
    await recordAudit(tx, {
      action: "service_map.import",
      entity: "service_map",
      entityId: "csv",
      after: { services: services.length, customers: found.known.length, unknown: found.unknown.length },
    });
    return { services: services.length, customers: found.known.length, unknown: found.unknown };
  },
);
