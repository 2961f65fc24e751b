/** Who works here: roles, what each may do, and the queues they share. */
import { z } from "zod";

export const roles = ["viewer", "analyst", "lead", "admin"] as const;
export type Role = (typeof roles)[number];

/**
 * Every guarded thing a person can do, with the least role that may do it. Commands name their
 * permission; nothing else decides. Roles are ordered: a lead may do whatever an analyst may.
 */
export const permissions = {
  "desk.read": "viewer",
  "ticket.write": "analyst",
  "suggestion.decide": "analyst",
  "consideration.grade": "analyst",
  "dataset.export": "lead",
  "knowledge.write": "lead",
  "audit.read": "lead",
  "queue.manage": "lead",
  "policy.manage": "lead",
  "people.manage": "admin",
  "connector.manage": "admin",
  "model.manage": "admin",
  "apikey.manage": "admin",
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof permissions;

/** True when `role` is at least the role the permission asks for. */
export function roleMay(role: Role, permission: Permission): boolean {
  return roles.indexOf(role) >= roles.indexOf(permissions[permission]);
}

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
});
export type Person = z.infer<typeof Person>;

export const Queue = z.object({ id: z.number(), key: z.string(), name: z.string(), description: z.string() });
export type Queue = z.infer<typeof Queue>;
