/** Where each list was scrolled to, kept for this tab's session. */

const prefix = "vigil.offset.";

/** In px from the top; 0 for a list not seen before. */
export function keptOffset(list: string): number {
  if (typeof window === "undefined") return 0;
  return Number(sessionStorage.getItem(prefix + list)) || 0;
}

export function keepOffset(list: string, offset: number) {
  sessionStorage.setItem(prefix + list, String(Math.round(offset)));
}
