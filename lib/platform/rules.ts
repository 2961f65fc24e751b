/** Roles, and what each may do. */

export const roles = ["viewer", "analyst", "lead", "admin"] as const;
export type Role = (typeof roles)[number];
/** How a role is called. */
export const roleNames = {
  viewer: "Viewer",
  analyst: "Analyst",
  lead: "Lead",
  admin: "Administrator",
} as const satisfies Record<Role, string>;

/**
 * Every guarded thing a person can do, with the least role that may do it. Commands name their
 * permission; nothing else decides. Roles are ordered: a lead may do whatever an analyst may.
 */
export const permissions = {
  "desk.read": "viewer",
  /** Of an API key: it sees the restricted queues of who made it. People see those they are members of. */
  "restricted.read": "viewer",
  "ticket.write": "analyst",
  "incident.manage": "analyst",
  "suggestion.decide": "analyst",
  "agent_run.grade": "analyst",
  "dataset.export": "lead",
  "knowledge.write": "lead",
  "audit.read": "lead",
  "queue.manage": "lead",
  "queue.restrict": "admin",
  "policy.manage": "lead",
  "oncall.answer": "analyst",
  "oncall.manage": "lead",
  "action.approve": "analyst",
  "action.certify": "lead",
  "action.manage": "admin",
  "people.manage": "admin",
  "connector.manage": "admin",
  "model.manage": "admin",
  "tool.manage": "admin",
  "apikey.manage": "admin",
  "secret.manage": "admin",
  "ticket.import": "admin",
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof permissions;

/**
 * What a person does only shortly after having proven who they are, by password or passkey: roles and accounts, who sees
 * restricted queues, secrets, keys, and what acts by itself. A stolen session alone does none of it.
 */
export const provenPermissions: ReadonlySet<Permission> = new Set<Permission>([
  "queue.restrict",
  "action.certify",
  "action.manage",
  "people.manage",
  "connector.manage",
  "model.manage",
  "tool.manage",
  "apikey.manage",
  "secret.manage",
]);
/** For how long a proof counts. */
export const proofMinutes = 10;

/** True when `role` is at least the role the permission asks for. */
export function roleMay(role: Role, permission: Permission): boolean {
  return roles.indexOf(role) >= roles.indexOf(permissions[permission]);
}
