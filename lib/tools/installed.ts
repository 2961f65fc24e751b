/** The diagnostics this installation has: those of its code, and those an administrator added, as they are now. */

import { bindingOf } from "#lib/platform/binding";
import type { Ctx } from "#lib/platform/context";
import { httpTool } from "./http-tool";
import { enabledTools } from "./queries";
import { type Toolbox, toolbox } from "./registry";
import type { Tool } from "./tool";

const { bind, bound } = bindingOf<() => readonly Tool[]>("#lib/code-tools", "which tools the code brings");

/** Says which tools the code of this installation brings: once a process, by lib/code-tools.ts. */
export const bindCodeTools = bind;

/** Tools written in code; a name they have is never given away. */
export function codeTools(): readonly Tool[] {
  return bound()();
}

/**
 * A toolbox that is brought up to date by `refresh`; its tools stay the same objects until somebody changes one.
 * `further` gives what others have installed, the same objects while nothing changes; a name the code or a diagnostic
 * has is theirs.
 */
export function installedTools(
  further: (ctx: Ctx) => Promise<Tool[]> = async () => [],
): Toolbox & { refresh: (ctx: Ctx) => Promise<void> } {
  const own = codeTools();
  const names = new Set(own.map(({ name }) => name));
  let box = toolbox(own);
  let known = "[]";
  let beside: Tool[] = [];
  return {
    get all() {
      return box.all;
    },
    named: (name) => box.named(name),
    check: (request) => box.check(request),
    refresh: async (ctx) => {
      const [rows, others] = await Promise.all([enabledTools(ctx), further(ctx)]);
      const now = JSON.stringify(rows);
      const isSame = others.length === beside.length && others.every((one, place) => one === beside[place]);
      if (now === known && isSame) return;
      beside = others;
      // A name the code has taken since is the code's.
      const added = rows.filter(({ name }) => !names.has(name)).map(httpTool);
      const taken = new Set([...names, ...added.map(({ name }) => name)]);
      box = toolbox(
        own,
        added,
        others.filter(({ name }) => !taken.has(name)),
      );
      known = now;
    },
  };
}
