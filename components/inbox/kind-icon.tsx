/** The sign of each kind of proposal; always beside its word or a label. */
import {
  LifeBuoy,
  ListFilter,
  type LucideIcon,
  MessageSquareReply,
  Stethoscope,
  TimerReset,
  Wrench,
} from "lucide-react";
import type { SuggestionKind } from "#lib/suggestions/model";

const icons = {
  reply: MessageSquareReply,
  diagnostic: Stethoscope,
  triage: ListFilter,
  remediation: Wrench,
  escalation: LifeBuoy,
  follow_up: TimerReset,
} as const satisfies Record<SuggestionKind, LucideIcon>;

export function KindIcon({ kind, className }: { kind: SuggestionKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon aria-hidden className={className} />;
}
