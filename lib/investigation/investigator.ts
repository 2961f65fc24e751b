/** What the agent's loop is handed of this room: findings are kept with its runs, and leads followed where it may. */
import type { Investigator } from "#lib/agent/investigator";
import { assessmentOf } from "./assessment";
import { keepRun } from "./evidence";
import { beginOwnCall, ownCallOf } from "./own-call";

export const investigator: Investigator = {
  assess: async (ctx, seen, retrieved, installed) => {
    const articles = retrieved.sources.filter(({ kind }) => kind === "article");
    const made = await assessmentOf(ctx, seen, retrieved, articles, installed);
    return (tx, run) => keepRun(tx, made, { ...run, seen, ...retrieved });
  },
  begin: async (ctx, { policy, seen, write, ...conclusion }) => {
    const call = ownCallOf(conclusion, seen, policy);
    if (!call || !policy) return null;
    return beginOwnCall(ctx, { seen, call, policy, write: (tx) => write(tx, call) });
  },
};
