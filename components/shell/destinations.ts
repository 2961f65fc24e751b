/** The places of the desk, in the order of the navigation. */
import {
  BookOpen,
  ChartNoAxesColumn,
  ChartSpline,
  GraduationCap,
  Inbox,
  type LucideIcon,
  PhoneCall,
  ScrollText,
  Settings,
  Siren,
  Wrench,
} from "lucide-react";
import { type Permission, type Role, roleMay } from "#lib/platform/rules";
import type { ShortcutId } from "../shortcuts/registry";

export type Destination = {
  href: string;
  label: string;
  icon: LucideIcon;
  shortcut: ShortcutId;
  /** Has its own tab on a phone; the rest stand behind "More". */
  isTab: boolean;
  /** Only who has it is led there; everybody else is led to all places without one. */
  permission?: Permission;
};

const destinations: readonly Destination[] = [
  { href: "/inbox", label: "Inbox", icon: Inbox, shortcut: "go.inbox", isTab: true },
  { href: "/incidents", label: "Incidents", icon: Siren, shortcut: "go.incidents", isTab: true },
  { href: "/knowledge", label: "Knowledge", icon: BookOpen, shortcut: "go.knowledge", isTab: true },
  { href: "/analytics", label: "Analytics", icon: ChartNoAxesColumn, shortcut: "go.analytics", isTab: true },
  { href: "/learning", label: "Learning", icon: GraduationCap, shortcut: "go.learning", isTab: true },
  { href: "/actions", label: "Actions", icon: Wrench, shortcut: "go.actions", isTab: false },
  { href: "/oncall", label: "On-call", icon: PhoneCall, shortcut: "go.oncall", isTab: false },
  { href: "/metrics", label: "Metrics", icon: ChartSpline, shortcut: "go.metrics", isTab: false },
  {
    href: "/audit",
    label: "Audit",
    icon: ScrollText,
    shortcut: "go.audit",
    isTab: false,
    permission: "audit.read",
  },
  { href: "/settings", label: "Settings", icon: Settings, shortcut: "go.settings", isTab: false },
];

/** The places a role opens. */
export function destinationsFor(role: Role): readonly Destination[] {
  return destinations.filter(({ permission }) => !permission || roleMay(role, permission));
}

/** True when the path is this place or lies under it; tickets belong to the inbox. */
export function isCurrent(destination: Destination, path: string): boolean {
  const place = path.startsWith("/tickets") ? path.replace("/tickets", "/inbox") : path;
  return place === destination.href || place.startsWith(`${destination.href}/`);
}
