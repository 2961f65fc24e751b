/** What rooms above on-call have to hand over is for them to say: bound once a process, by lib/reactions.ts. */
import { bindingOf } from "#lib/platform/binding";
import type { Ctx } from "#lib/platform/context";
import type { HandoverItem } from "./model";

/** At most so many items, those that matter first. */
export type HandoverPart = (ctx: Ctx, most: number) => Promise<HandoverItem[]>;

/** What the rooms above hand over in this process. */
export const { bind: bindHandover, bound: handoverParts } = bindingOf<readonly HandoverPart[]>(
  "#lib/reactions",
  "what a shift hands over",
);
