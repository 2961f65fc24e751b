/** Every keyboard shortcut of the product, once: handlers, the `?` dialog, the palette and key hints all read it. */

/**
 * Where a shortcut is live. Scopes overlap (list, conversation and proposal are on one screen), so one key means one thing
 * everywhere outside a modal scope. A modal scope takes all keys while any of its shortcuts is bound.
 */
export const scopes = {
  everywhere: { isModal: false },
  list: { isModal: false },
  ticket: { isModal: false },
  proposal: { isModal: false },
  reasons: { isModal: true },
} as const;
export type Scope = keyof typeof scopes;

/** Headings of the help dialog and the palette, in their order. */
export const groups = ["Proposal", "Ticket", "List", "Go to", "General"] as const;
export type Group = (typeof groups)[number];

export type Shortcut = {
  /** Combinations that all do it; the first is the one shown. With `choice`, each key is one choice. */
  keys: readonly string[];
  scope: Scope;
  group: Group;
  label: string;
  /** Offered in the command palette while bound. */
  palette: boolean;
  /** Fires again while the key is held; only what moves along a list may. */
  repeats?: boolean;
  /** It changes a ticket, a proposal or a message: its key and its button are deaf until what it is about has been seen. */
  decides?: boolean;
  /** The keys stand for numbered choices; the handler is told which. */
  choice?: boolean;
};

export const shortcuts = {
  "proposal.accept": {
    keys: ["a"],
    scope: "proposal",
    group: "Proposal",
    label: "Accept",
    palette: true,
    decides: true,
  },
  "proposal.edit": {
    keys: ["e"],
    scope: "proposal",
    group: "Proposal",
    label: "Edit before sending",
    palette: true,
  },
  "proposal.reject": {
    keys: ["d"],
    scope: "proposal",
    group: "Proposal",
    label: "Reject with a reason",
    palette: true,
    decides: true,
  },
  "proposal.handOver": {
    keys: ["u"],
    scope: "proposal",
    group: "Proposal",
    label: "Escalate",
    palette: true,
    decides: true,
  },
  "proposal.alternative": {
    keys: ["1", "2", "3"],
    scope: "proposal",
    group: "Proposal",
    label: "Show another option, or say what was missing",
    palette: false,
    choice: true,
  },
  "proposal.newer": {
    keys: ["mod+."],
    scope: "proposal",
    group: "Proposal",
    label: "Show the newer draft",
    palette: true,
  },
  "proposal.automatic": {
    keys: ["y"],
    scope: "proposal",
    group: "Proposal",
    label: "It is automatic mail",
    palette: true,
    decides: true,
  },
  "proposal.person": {
    keys: ["Shift+Y"],
    scope: "proposal",
    group: "Proposal",
    label: "A person wrote it",
    palette: true,
    decides: true,
  },
  "proposal.useDraft": {
    keys: ["w"],
    scope: "proposal",
    group: "Proposal",
    label: "Use the draft of an escalation",
    palette: true,
    decides: true,
  },
  "proposal.previousVersion": {
    keys: ["["],
    scope: "proposal",
    group: "Proposal",
    label: "Previous proposal",
    palette: true,
  },
  "proposal.nextVersion": {
    keys: ["]"],
    scope: "proposal",
    group: "Proposal",
    label: "Next proposal",
    palette: true,
  },
  "silence.grade": {
    keys: ["s"],
    scope: "proposal",
    group: "Proposal",
    label: "Report a missing proposal",
    palette: true,
    decides: true,
  },
  "proposal.acceptTriage": {
    keys: ["t"],
    scope: "proposal",
    group: "Proposal",
    label: "Apply the proposed triage",
    palette: true,
    decides: true,
  },
  "proposal.dismissTriage": {
    keys: ["x"],
    scope: "proposal",
    group: "Proposal",
    label: "Dismiss the proposed triage",
    palette: true,
    decides: true,
  },
  "proposal.evidence": {
    keys: ["v"],
    scope: "proposal",
    group: "Proposal",
    label: "Show the next source",
    palette: true,
  },
  "reasons.choose": {
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    scope: "reasons",
    group: "Proposal",
    label: "Choose a reject reason",
    palette: false,
    choice: true,
    decides: true,
  },
  "reasons.cancel": {
    keys: ["Escape"],
    scope: "reasons",
    group: "Proposal",
    label: "Cancel the rejection",
    palette: false,
  },

  "composer.send": { keys: ["mod+Enter"], scope: "ticket", group: "Ticket", label: "Send", palette: true },
  "composer.sendAndNext": {
    keys: ["mod+Shift+Enter"],
    scope: "ticket",
    group: "Ticket",
    label: "Send and open the next ticket",
    palette: true,
  },
  "ticket.reply": {
    keys: ["r"],
    scope: "ticket",
    group: "Ticket",
    label: "Reply from scratch",
    palette: true,
  },
  "ticket.note": {
    keys: ["n"],
    scope: "ticket",
    group: "Ticket",
    label: "Write an internal note",
    palette: true,
  },
  "ticket.assignToMe": {
    keys: ["i"],
    scope: "ticket",
    group: "Ticket",
    label: "Assign to me",
    palette: true,
    decides: true,
  },
  "ticket.assign": {
    keys: ["Shift+I"],
    scope: "ticket",
    group: "Ticket",
    label: "Assign to somebody",
    palette: true,
  },
  "ticket.resolve": {
    keys: ["m"],
    scope: "ticket",
    group: "Ticket",
    label: "Mark as resolved",
    palette: true,
    decides: true,
  },
  "ticket.close": {
    keys: ["Shift+M"],
    scope: "ticket",
    group: "Ticket",
    label: "Close",
    palette: true,
    decides: true,
  },
  "ticket.priority": {
    keys: ["p"],
    scope: "ticket",
    group: "Ticket",
    label: "Set the priority",
    palette: true,
  },
  "ticket.queue": { keys: ["q"], scope: "ticket", group: "Ticket", label: "Move to a queue", palette: true },
  "ticket.snooze": {
    keys: ["h"],
    scope: "ticket",
    group: "Ticket",
    label: "Snooze: until a time, or until somebody writes",
    palette: true,
  },
  "ticket.recordResult": {
    keys: ["f"],
    scope: "ticket",
    group: "Ticket",
    label: "Record the result of a lookup",
    palette: true,
  },
  "ticket.joinIncident": {
    keys: ["b"],
    scope: "ticket",
    group: "Ticket",
    label: "Join the incident it looks like",
    palette: true,
  },
  "ticket.hypotheses": {
    keys: ["Shift+H"],
    scope: "ticket",
    group: "Ticket",
    label: "Show and steer the hypotheses",
    palette: true,
  },
  "ticket.new": { keys: ["c"], scope: "ticket", group: "Ticket", label: "New ticket", palette: true },
  "ticket.undo": {
    keys: ["z"],
    scope: "ticket",
    group: "Ticket",
    label: "Undo the last decision",
    palette: true,
  },

  "list.next": {
    keys: ["j", "ArrowDown"],
    scope: "list",
    group: "List",
    label: "Next",
    palette: false,
    repeats: true,
  },
  "list.previous": {
    keys: ["k", "ArrowUp"],
    scope: "list",
    group: "List",
    label: "Previous",
    palette: false,
    repeats: true,
  },
  "list.showUpdates": {
    keys: ["."],
    scope: "list",
    group: "List",
    label: "Show what has arrived",
    palette: true,
  },
  "list.open": { keys: ["Enter", "o"], scope: "list", group: "List", label: "Open", palette: false },

  "list.nextView": {
    keys: ["Shift+ArrowRight"],
    scope: "list",
    group: "List",
    label: "Next view",
    palette: true,
  },
  "list.previousView": {
    keys: ["Shift+ArrowLeft"],
    scope: "list",
    group: "List",
    label: "Previous view",
    palette: true,
  },

  "go.inbox": { keys: ["g i"], scope: "everywhere", group: "Go to", label: "Inbox", palette: true },
  "go.incidents": { keys: ["g n"], scope: "everywhere", group: "Go to", label: "Incidents", palette: true },
  "go.knowledge": { keys: ["g k"], scope: "everywhere", group: "Go to", label: "Knowledge", palette: true },
  "go.analytics": { keys: ["g a"], scope: "everywhere", group: "Go to", label: "Analytics", palette: true },
  "go.learning": { keys: ["g l"], scope: "everywhere", group: "Go to", label: "Learning", palette: true },
  "go.actions": { keys: ["g r"], scope: "everywhere", group: "Go to", label: "Actions", palette: true },
  "go.oncall": { keys: ["g o"], scope: "everywhere", group: "Go to", label: "On-call", palette: true },
  "go.metrics": { keys: ["g m"], scope: "everywhere", group: "Go to", label: "Metrics", palette: true },
  "go.audit": { keys: ["g d"], scope: "everywhere", group: "Go to", label: "Audit", palette: true },
  "go.settings": { keys: ["g s"], scope: "everywhere", group: "Go to", label: "Settings", palette: true },

  "search.focus": { keys: ["/"], scope: "everywhere", group: "General", label: "Search", palette: true },
  "view.back": {
    keys: ["Escape"],
    scope: "everywhere",
    group: "General",
    label: "Back, or leave a field",
    palette: false,
  },
  "palette.open": {
    keys: ["mod+K"],
    scope: "everywhere",
    group: "General",
    label: "Commands",
    palette: false,
  },
  "help.open": {
    keys: ["?"],
    scope: "everywhere",
    group: "General",
    label: "Keyboard shortcuts",
    palette: true,
  },
  "theme.switch": {
    keys: [],
    scope: "everywhere",
    group: "General",
    label: "Toggle dark mode",
    palette: true,
  },
} as const satisfies Record<string, Shortcut>;

export type ShortcutId = keyof typeof shortcuts;

/** Ids in the order of the registry. */
export const shortcutIds = Object.keys(shortcuts).filter((id): id is ShortcutId => id in shortcuts);

/** The shortcut of an id, with every optional field in its type. */
export function shortcutOf(id: ShortcutId): Shortcut {
  return shortcuts[id];
}

/** The combination to show on a button, e.g. `<Button keys={keysOf("proposal.accept")}>`; choices give their nth key. */
export function keysOf(id: ShortcutId, choice = 0): string | undefined {
  return shortcutOf(id).keys[choice];
}

/** True when single keys of both scopes can be live together; combinations with mod always are. */
export function scopesOverlap(one: Scope, other: Scope): boolean {
  return one === other || (!scopes[one].isModal && !scopes[other].isModal);
}
