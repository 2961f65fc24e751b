/** What crosses the line between server and browser when something is asked for: the result of an action. */
import { z } from "zod";

/** A field at fault, by its dotted path, and what is wrong with it. */
export const FieldFault = z.object({ field: z.string(), message: z.string() });
export type FieldFault = z.infer<typeof FieldFault>;

/** What a server action answers; `error.message` is a sentence to show, `fields` name the controls at fault. */
export type ActionResult<Data> =
  | { ok: true; data: Data }
  | { ok: false; error: { code: string; message: string; fields: FieldFault[] } };

/**
 * A server action as the browser calls it. `requestKey` is made for each thing that is asked for: asked again by the same one,
 * because its answer was lost, it is done once.
 */
export type ServerAction<Input, Data = unknown> = (
  input: Input,
  requestKey: string,
) => Promise<ActionResult<Data>>;

/**
 * What a page sends of an input: what it was filled with programs may leave out, a page says it, so that a colleague's change
 * since is not overwritten unseen.
 */
export type FromPage<Input> = Input extends unknown
  ? Input & { [Field in Extract<keyof Input, SeenIn<Input>>]: Input[Field] | undefined }
  : never;
type SeenIn<Input> = "seen" | (Input extends { seenEventId?: unknown } ? "seenEventId" : "version");

/** What came of one attempt to send something. `retryAfter`: milliseconds the other side asked to be left alone. */
export const SendOutcome = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("delivered"), status: z.number(), milliseconds: z.number() }),
  z.object({ outcome: z.literal("refused"), reason: z.string() }),
  z.object({ outcome: z.literal("failed"), reason: z.string(), retryAfter: z.number().nullable() }),
]);
export type SendOutcome = z.infer<typeof SendOutcome>;

/** What the audit trail tells of: each thing with what is done to it, as `thing.verb`. */
export const audited = {
  access: ["refuse"],
  action: [
    "add",
    "approve",
    "ask_autonomy",
    "ask_roll_back",
    "change",
    "demote",
    "deny",
    "disable",
    "dry_run",
    "enable",
    "execute",
    "expire",
    "fail",
    "lapse",
    "let_go",
    "lose",
    "promote",
    "recur",
    "refuse",
    "release",
    "renew_secret",
    "report",
    "request",
    "result",
    "roll_back",
    "roll_back_failed",
    "test",
    "verify",
    "withdraw",
  ],
  alerts: ["record"],
  api_key: ["create", "revoke"],
  article: ["create", "edit", "retire"],
  audit: ["begin", "broken", "export", "missing"],
  calendar: ["add", "read", "remove"],
  chain: ["change", "create", "remove"],
  channel: ["add", "remove", "set_rules", "test"],
  commitment: ["withdraw"],
  connector: ["create", "disable", "enable", "rotate_secret", "set_outgoing", "set_up", "test"],
  agent_run: ["grade", "record"],
  customer: ["merge", "undo_merge"],
  dataset: ["export"],
  feed: ["make", "remove"],
  group: ["change", "create", "remove"],
  handover: ["sign", "write"],
  import: ["cancel", "fail", "finish", "start", "undo", "upload"],
  incident: [
    "close",
    "confirm",
    "decline",
    "dismiss",
    "join",
    "merge",
    "open",
    "post",
    "propose_notices",
    "publish_post",
    "refuse_notices",
    "resolve",
    "split",
    "suspect",
    "tell",
  ],
  investigation: [
    "add_hypothesis",
    "grade",
    "look_again",
    "needed",
    "not_needed",
    "set_tool",
    "steer_hypothesis",
    "strike_hypothesis",
  ],
  limit: ["reach"],
  mcp: [
    "add_server",
    "approve_tool",
    "disable_server",
    "enable_server",
    "remove_server",
    "revoke_tool",
    "tool_changed",
  ],
  metric: ["set_sensitivity"],
  metric_change: ["record"],
  metric_source: ["create", "disable", "enable", "rotate_secret"],
  model: ["remove", "save"],
  notice: ["failed", "sent", "shown"],
  page: ["acknowledged", "escalated", "joined", "opened", "resolved", "seen", "taken_over", "unanswered"],
  passkey: ["add", "remove"],
  person: [
    "change_password",
    "change_role",
    "create",
    "disable",
    "enable",
    "reset_factors",
    "reset_password",
  ],
  question: ["answer", "ask", "cancel", "erase", "export", "judge"],
  queue: ["create", "open", "rename", "restrict", "set_members"],
  recovery_codes: ["renew"],
  replay: ["keep"],
  scenario: ["remove", "run", "save"],
  schedule: ["change", "create", "override", "remove", "remove_override"],
  secret: ["create", "revoke", "rotate"],
  second_factor: ["add", "remove"],
  service_map: ["import"],
  session: ["create", "end", "prove", "refuse"],
  setting: ["write"],
  sla: ["breach"],
  suggestion: ["accept", "confirm", "degrade", "edit", "hand_over", "propose", "reject", "undo"],
  ticket: [
    "action_step",
    "alert_firing",
    "alert_resolved",
    "analyst_reply",
    "assign",
    "assignment",
    "clear_follow_up",
    "customer_message",
    "export",
    "follow_up_due",
    "hand_over",
    "handover",
    "join_incident",
    "leave_incident",
    "look_again",
    "message_deleted",
    "move",
    "note",
    "open",
    "origin_change",
    "reply",
    "reply_failed",
    "reply_sent",
    "reply_withdrawn",
    "retry_reply",
    "schedule_follow_up",
    "set_origin",
    "snooze",
    "status_change",
    "tool_call",
    "tool_result",
    "triage",
    "triage_change",
    "withdraw_reply",
    "withdraw_tool_call",
  ],
  tool: ["add", "change", "disable", "enable", "renew_secret", "test"],
  topology: ["ignore", "tell", "use"],
  rule_proposal: ["accept", "edit", "lapse", "propose", "reject"],
  watch_rule: ["match", "remove", "save", "switch"],
} as const;
type Audited = typeof audited;
/** What is done to a thing. */
export type AuditVerb<Thing extends keyof Audited> = Audited[Thing][number];
/** What the audit trail says was done, for instance `suggestion.reject`. */
export type AuditAction = { [Thing in keyof Audited]: `${Thing}.${Audited[Thing][number]}` }[keyof Audited];

/** What an entry of the audit trail is about. */
export const auditEntities = [
  "action",
  "api_key",
  "article",
  "audit",
  "calendar",
  "chain",
  "channel",
  "connector",
  "agent_run",
  "customer",
  "dataset",
  "feed",
  "group",
  "handover",
  "import",
  "incident",
  "limit",
  "mcp_server",
  "metric_source",
  "page",
  "permission",
  "queue",
  "replay",
  "rule_proposal",
  "scenario",
  "schedule",
  "secret",
  "service_map",
  "setting",
  "source",
  "suggestion",
  "ticket",
  "tool",
  "topology",
  "user",
  "watch_rule",
] as const;
export type AuditEntity = (typeof auditEntities)[number];
