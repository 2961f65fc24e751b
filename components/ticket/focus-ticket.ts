/** Puts the focus on the open ticket, where single keys act on it. */
export function focusTicket(): void {
  document.querySelector<HTMLElement>("[data-ticket-pane]")?.focus({ preventScroll: true });
}
