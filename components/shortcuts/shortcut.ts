/** What a keyboard shortcut is: its keys, where it is live, and what it is called. */

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
