/** The audit trail as people read it. */
import { z } from "zod";

export const AuditEntry = z.object({
  id: z.number(),
  at: z.coerce.date(),
  actorKind: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  /** `noun.verb`. */
  action: z.string(),
  entity: z.string(),
  entityId: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** Place in the hash chain; null until it is given, within about a second. */
  sequence: z.number().nullable(),
  hash: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What to look for; every field narrows. `before` is the id of the last entry of the page before. */
export const AuditFilter = z.object({
  actor: z.string().max(200).optional(),
  /** One action, or several with a comma between them. */
  action: z.string().max(400).optional(),
  entity: z.string().max(80).optional(),
  entityId: z.string().max(80).optional(),
  before: z.coerce.number().int().positive().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
