/** The pages of the settings, in their order, with the permission that opens each. */
import type { Permission } from "#lib/platform/rules";

export const settingsSections = [
  { href: "/settings/account", label: "Your account", permission: "desk.read" },
  { href: "/settings/people", label: "People", permission: "people.manage" },
  { href: "/settings/sign-on", label: "Single sign-on", permission: "people.manage" },
  { href: "/settings/queues", label: "Queues", permission: "queue.manage" },
  { href: "/settings/policy", label: "Policy", permission: "policy.manage" },
  { href: "/settings/watch", label: "Watch rules", permission: "policy.manage" },
  { href: "/settings/services", label: "Services", permission: "policy.manage" },
  { href: "/settings/investigation", label: "Investigation", permission: "policy.manage" },
  { href: "/settings/inbox", label: "Inbox", permission: "policy.manage" },
  { href: "/settings/hours", label: "Working hours", permission: "policy.manage" },
  { href: "/settings/sla", label: "Service levels", permission: "policy.manage" },
  { href: "/settings/model", label: "Model", permission: "model.manage" },
  { href: "/settings/connectors", label: "Connectors", permission: "connector.manage" },
  { href: "/settings/import", label: "Import", permission: "ticket.import" },
  { href: "/settings/tools", label: "Tools", permission: "tool.manage" },
  { href: "/settings/actions", label: "Actions", permission: "action.manage" },
  { href: "/settings/secrets", label: "Secrets", permission: "secret.manage" },
  { href: "/settings/keys", label: "API keys", permission: "apikey.manage" },
] as const satisfies readonly { href: string; label: string; permission: Permission }[];
