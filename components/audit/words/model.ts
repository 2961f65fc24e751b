/** What is said of an action in the audit trail. */
import type { AuditAction } from "#lib/platform/model";

/** A label for the filter, and what the actor did. */
export type ActionWords = { label: string; phrase: string };

/**
 * By action: its label, and what its actor did. `{it}` is the thing it was done to, `{proposal}` the kind of the
 * proposal, `{person}` the assignee, `{into}` the other customer, `{status}` the new status.
 */
export type AuditWords = Partial<Record<AuditAction, ActionWords>>;
