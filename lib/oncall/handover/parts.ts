/** What rooms above on-call have to hand over is for them to say: bound once a process, by lib/reactions.ts. */
import type { Ctx } from "#lib/platform/context";
import type { HandoverItem } from "./model";

/** At most so many items, those that matter first. */
export type HandoverPart = (ctx: Ctx, most: number) => Promise<HandoverItem[]>;

let bound: readonly HandoverPart[] | null = null;

/** Says what the rooms above hand over in this process. */
export function bindHandover(parts: readonly HandoverPart[]): void {
  bound = parts;
}

/** Throws where nobody has said it: a hand-over would silently lack them. */
export function handoverParts(): readonly HandoverPart[] {
  if (!bound) throw new Error("Import #lib/reactions where the process starts: it says what is handed over.");
  return bound;
}
