/** The words for what the audit trail is about. */
import type { SetupPart } from "#lib/oncall/model";
import type { AuditEntity } from "#lib/platform/model";
import type { SettingKey } from "#lib/settings/model";
import type { SuggestionKind } from "#lib/suggestions/model";

/** What is changed, as the filter names it. */
export const entityWords: Record<AuditEntity, string> = {
  mcp_server: "MCP server",
  ticket: "Ticket",
  suggestion: "Proposal",
  agent_run: "Agent run",
  article: "Article",
  user: "Person",
  queue: "Queue",
  connector: "Connector",
  metric_source: "Metric source",
  tool: "Tool",
  action: "Action",
  setting: "Setting",
  api_key: "API key",
  secret: "Secret",
  dataset: "Dataset",
  replay: "Replay",
  import: "Import",
  incident: "Incident",
  service_map: "Service map",
  topology: "Service dependencies",
  rule_proposal: "Rule proposal",
  watch_rule: "Watch rule",
  scenario: "Scenario",
  customer: "Customer",
  page: "Page",
  schedule: "Schedule",
  chain: "Escalation chain",
  channel: "Channel",
  feed: "Calendar address",
  group: "Group",
  calendar: "Calendar",
  handover: "Shift hand-over",
  permission: "Permission",
  audit: "Audit entry",
  source: "Source",
  limit: "Rate limit",
};

/** A proposal of each kind, within a sentence. */
const proposalWords: Record<SuggestionKind, string> = {
  reply: "a reply",
  diagnostic: "a diagnostic",
  triage: "triage",
  remediation: "a remediation",
  escalation: "an escalation",
  follow_up: "a follow-up",
};

const settingWords: Record<SettingKey | "security.second_factor" | `oncall.${SetupPart}`, string> = {
  "model.endpoint": "the model endpoint",
  "policy.actions": "whether actions are stopped",
  "policy.certainty": "the maximum error rate",
  "policy.exploration": "the exploration rate",
  "policy.hours": "the working hours",
  "policy.attention": "how many cards analysts get an hour",
  "policy.tokens": "how many model tokens a day may cost",
  "policy.silence": "after how long a silent customer is reminded",
  "policy.turns": "how long the agent waits for further messages",
  "sla.policies": "the SLA policies",
  "policy.reach": "how far the agent goes, by queue and priority",
  "oncall.rules": "what calls whom",
  "oncall.mail": "the mail server of pages",
  "oncall.push": "the push keys",
  "desk.reply": "whether a reply assigns the ticket",
  "security.second_factor": "who must use a second factor",
  "knowledge.links": "the hosts pages may be imported from",
  "investigation.stop": "the stop button of investigations",
  "investigation.budget": "the budget of investigations",
  "investigation.tools": "what the agent runs by itself",
};

/** The words for a key as it stands in the trail; undefined for one that only another version has. */
const lookUp = (words: Readonly<Record<string, string>>) => (key: string) => words[key];

export const wordOfEntity = lookUp(entityWords);
export const wordOfProposal = lookUp(proposalWords);
export const wordOfSetting = lookUp(settingWords);
