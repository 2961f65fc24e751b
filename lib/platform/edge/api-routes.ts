/** The addresses below /api and how each may be asked: what is not here is refused before anything else is loaded. */

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const read = ["GET"] as const;
const send = ["POST"] as const;
const both = ["GET", "POST"] as const;
const whole = ["GET", "PUT", "PATCH", "DELETE"] as const;

/** By the folder of the route, as Next names it. */
export const apiRoutes: Readonly<Record<string, readonly Method[]>> = {
  "/api/actions/[name]/test": send,
  "/api/actions": read,
  "/api/analytics": read,
  "/api/analytics/tiles": read,
  "/api/articles/[id]": read,
  "/api/articles/[id]/versions": read,
  "/api/articles/links": send,
  "/api/articles": read,
  "/api/attachments/[id]": read,
  "/api/audit/export": read,
  "/api/auth/[...all]": both,
  "/api/connectors/[id]/test": send,
  "/api/connectors/mapping": send,
  "/api/counters": read,
  "/api/customers/[id]": read,
  "/api/customers": read,
  "/api/dataset/manifest": read,
  "/api/dataset": read,
  "/api/dataset/rule-decisions": read,
  "/api/demo/automation": send,
  "/api/health/live": read,
  "/api/health/ready": read,
  "/api/health": read,
  "/api/holidays": send,
  "/api/hooks/[connector]": send,
  "/api/imports/[id]/preview": send,
  "/api/imports": both,
  "/api/inbox": read,
  "/api/incidents/[id]/major": read,
  "/api/incidents/[id]": read,
  "/api/incidents/major-of-ticket": read,
  "/api/incidents/of-ticket": read,
  "/api/incidents": read,
  "/api/mcp": send,
  "/api/metrics/[source]/changes": send,
  "/api/metrics/[source]/dependencies": send,
  "/api/metrics/[source]/v1/metrics": send,
  "/api/metrics/[source]/write": send,
  "/api/metrics": read,
  "/api/model/test": send,
  "/api/onboarding": read,
  "/api/oncall/feeds/[secret]": read,
  "/api/oncall/handovers": read,
  "/api/oncall/import": send,
  "/api/oncall/notices/[id]/shown": send,
  "/api/oncall/now": read,
  "/api/oncall/pages/[id]": read,
  "/api/oncall/pages": read,
  "/api/oncall/waiting": read,
  "/api/openapi.json": read,
  "/api/passages": read,
  "/api/presence": both,
  "/api/reads": read,
  "/api/rule-proposals/[id]/trial": read,
  "/api/rule-proposals/file": read,
  "/api/runs": send,
  "/api/scenarios/draft": read,
  "/api/scenarios": read,
  "/api/scim/v2/Groups/[id]": whole,
  "/api/scim/v2/Groups": both,
  "/api/scim/v2/Users/[id]": whole,
  "/api/scim/v2/Users": both,
  "/api/series/[id]/rules": read,
  "/api/status/[format]": read,
  "/api/stream": read,
  "/api/tickets/[id]/investigation": read,
  "/api/tickets/[id]/links": read,
  "/api/tickets/[id]/next-person": read,
  "/api/tickets/[id]/proposals": read,
  "/api/tickets/[id]/questions": read,
  "/api/tickets/[id]": read,
  "/api/tickets/[id]/runs": read,
  "/api/tickets/[id]/summary": read,
  "/api/tools/[name]/test": send,
  "/api/watch/replay": read,
};

type Branch = { methods?: readonly Method[]; takesRest?: true; named: Map<string, Branch>; any?: Branch };

const root = branch();
for (const [path, methods] of Object.entries(apiRoutes)) {
  let at = root;
  for (const part of path.split("/").slice(1)) {
    const next = (part.startsWith("[") ? at.any : at.named.get(part)) ?? branch();
    if (part.startsWith("[")) at.any = next;
    else at.named.set(part, next);
    if (part.startsWith("[...")) next.takesRest = true;
    at = next;
  }
  at.methods = methods;
}

function branch(): Branch {
  return { named: new Map() };
}

/** How an address may be asked, null where there is nothing at it. A name goes before a parameter, as in Next. */
export function methodsOf(path: string): readonly Method[] | null {
  return found(root, path.replace(/\/$/, "").split("/").slice(1));
}

function found(at: Branch, parts: readonly string[]): readonly Method[] | null {
  const [part, ...rest] = parts;
  if (part === undefined || at.takesRest) return at.methods ?? null;
  const named = at.named.get(part);
  return (named && found(named, rest)) ?? (part !== "" && at.any ? found(at.any, rest) : null);
}
