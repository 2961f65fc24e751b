/** What must be read of a system for which nobody wrote a mapping. */
export type Unmapped = {
  system: string;
  fired: object;
  /** Null for a system that tells no end. */
  over: object | null;
  /** The same told again. */
  again?: object;
  is: { name: string; severity: string | null; service: string | null; startsAt?: string };
  endsAt?: string;
};

export const start = "2026-02-13T16:26:40.000Z";
export const end = "2026-02-13T16:36:40.000Z";
