/** The words of the trail for alerts, incidents, metrics and their rules. */
import type { AuditWords } from "./model";

export const monitoringWords = {
  "alerts.record": { label: "Alerts recorded", phrase: "recorded alerts of {it}" },
  "incident.close": { label: "Close incident", phrase: "recorded that {it} is over" },
  "incident.confirm": { label: "Confirm major incident", phrase: "confirmed {it} as a major incident" },
  "incident.decline": {
    label: "Decline ticket of incident",
    phrase: "said that a ticket does not belong to {it}",
  },
  "incident.dismiss": { label: "Dismiss major incident", phrase: "said that {it} is no major incident" },
  "incident.join": { label: "Join ticket to incident", phrase: "let a ticket join {it}" },
  "incident.post": { label: "Add status line", phrase: "added a status line to {it}" },
  "incident.propose_notices": {
    label: "Propose messages to customers",
    phrase: "proposed messages to customers about {it}",
  },
  "incident.publish_post": {
    label: "Publish status line",
    phrase: "changed who may read a status line of {it}",
  },
  "incident.refuse_notices": { label: "Refuse messages", phrase: "decided not to send messages about {it}" },
  "incident.suspect": {
    label: "Suspect major incident",
    phrase: "proposed {it} as a possible major incident",
  },
  "incident.tell": { label: "Tell customers", phrase: "sent messages to customers about {it}" },
  "service_map.import": { label: "Import service map", phrase: "imported {it}" },
  "topology.tell": { label: "Service dependencies told", phrase: "said {it}" },
  "topology.ignore": { label: "Ignore dependency", phrase: "said not to go by {it}" },
  "topology.use": { label: "Use dependency", phrase: "said to go by {it} again" },
  "rule_proposal.accept": { label: "Accept rule", phrase: "accepted {it}" },
  "rule_proposal.edit": { label: "Edit rule", phrase: "accepted {it} with changes" },
  "rule_proposal.lapse": {
    label: "Rule proposal lapsed",
    phrase: "put {it} away: nothing speaks for it any more",
  },
  "rule_proposal.propose": { label: "Propose rule", phrase: "proposed {it}" },
  "rule_proposal.reject": { label: "Reject rule", phrase: "rejected {it}" },
  "watch_rule.match": { label: "Watch rule matched", phrase: "matched with {it}" },
  "watch_rule.remove": { label: "Remove watch rule", phrase: "removed {it}" },
  "watch_rule.save": { label: "Save watch rule", phrase: "saved {it}" },
  "watch_rule.switch": { label: "Switch watch rule", phrase: "switched {it}" },
  "incident.merge": { label: "Merge incidents", phrase: "merged {it} into another one" },
  "incident.open": { label: "Open incident", phrase: "opened {it}" },
  "incident.resolve": { label: "Resolve incident", phrase: "recorded that {it} is over" },
  "incident.split": { label: "Split incident", phrase: "took alerts out of {it}" },
  "metric.set_sensitivity": { label: "Set metric sensitivity", phrase: "changed the sensitivity of {it}" },
  "metric_change.record": { label: "Change reported", phrase: "reported a change to {it}" },
  "metric_source.create": { label: "Add metric source", phrase: "added {it}" },
  "metric_source.disable": { label: "Disable metric source", phrase: "disabled {it}" },
  "metric_source.enable": { label: "Enable metric source", phrase: "enabled {it}" },
  "metric_source.rotate_secret": {
    label: "Rotate metric source secret",
    phrase: "rotated the secret of {it}",
  },
} as const satisfies AuditWords;
