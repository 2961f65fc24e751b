/** The diagnostics this installation has: those of its code, and those an administrator added, as they are now. */
import { type Toolbox, toolbox } from "#lib/agent/tools/registry";
import type { Tool } from "#lib/agent/tools/tool";
import { demoTools } from "#lib/demo/tools";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { httpTool } from "./http-tool";
import { enabledTools } from "./queries";

/** Tools written in code, with `defineTool`: list yours here. */
export function codeTools(): Tool[] {
  return env().VIGIL_DEMO ? demoTools : [];
}

/** A toolbox that is brought up to date by `refresh`; its tools stay the same objects until somebody changes one. */
export function installedTools(): Toolbox & { refresh: (ctx: Ctx) => Promise<void> } {
  const own = codeTools();
  const names = new Set(own.map(({ name }) => name));
  let box = toolbox(own);
  let known = "[]";
  return {
    get all() {
      return box.all;
    },
    named: (name) => box.named(name),
    check: (request) => box.check(request),
    refresh: async (ctx) => {
      const rows = await enabledTools(ctx);
      const now = JSON.stringify(rows);
      if (now === known) return;
      // A name the code has taken since is the code's.
      box = toolbox(own, rows.filter(({ name }) => !names.has(name)).map(httpTool));
      known = now;
    },
  };
}
