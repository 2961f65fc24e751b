/** The one bridge for route handlers: session cookie or API key → context → parsed input → JSON or a problem document. */
import "#lib/code-tools";
import "#lib/reactions";
import type { z } from "zod";
import { signedInActor } from "#lib/platform/auth";
import { jsonOf } from "#lib/platform/body";
import { authorise, type Ctx, systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { parseInput } from "#lib/platform/parse";
import { auditForbidden } from "#lib/platform/refusals";
import type { Permission } from "#lib/platform/rules";
import { shares } from "#lib/platform/shares";
import { ctxOfActor, refuseHidden } from "#lib/platform/sight";
import { apiKeyActor } from "#lib/team/queries";
import { problem } from "./problem";

type RouteContext = { params: Promise<Record<string, string | string[]>> };

/** A handler that says who may ask it and what it is given, for the description of the interface. */
export type Endpoint = ((request: Request, route: RouteContext) => Promise<Response>) & {
  readonly permission: Permission;
  readonly input: z.ZodType;
  /** The body is a file, not JSON. */
  readonly takesFile: boolean;
};

/**
 * A handler for people and machines alike. The input is the query string (GET, HEAD, DELETE) or the JSON body, with
 * the path's parameters; a returned `Response` goes out as it is, anything else as JSON.
 */
export function endpoint<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  answer: (ctx: Ctx, input: z.output<Schema>, request: Request) => Promise<unknown>,
): Endpoint {
  const answered = handler(permission, schema, answer, given);
  return Object.assign(answered, { permission, input: schema, takesFile: false });
}

/** A handler whose body is a file: the input is the query string alone, and `answer` reads the body. */
export function upload<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  answer: (ctx: Ctx, input: z.output<Schema>, request: Request) => Promise<unknown>,
): Endpoint {
  const answered = handler(permission, schema, answer, ({ url }) => queryOf(new URL(url).searchParams));
  return Object.assign(answered, { permission, input: schema, takesFile: true });
}

function handler<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  answer: (ctx: Ctx, input: z.output<Schema>, request: Request) => Promise<unknown>,
  read: (request: Request) => Record<string, unknown> | Promise<Record<string, unknown>>,
): (request: Request, route: RouteContext) => Promise<Response> {
  return async (request, route) => {
    let ctx: Ctx | undefined;
    try {
      ctx = await ctxOf(request);
      authorise(ctx, permission);
      const input = parseInput(schema, { ...(await read(request)), ...(await route.params) });
      await refuseHidden(ctx, input);
      const asked = ctx;
      const result = await shares().requests.run(ctx.actor.id, () => answer(asked, input, request));
      return result instanceof Response ? result : Response.json(result);
    } catch (error) {
      if (ctx) await auditForbidden(ctx, error);
      return problem(error);
    }
  };
}

async function ctxOf(request: Request): Promise<Ctx> {
  const key = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (key) {
    const actor = await apiKeyActor(systemCtx("sign-in"), key);
    if (actor) return ctxOfActor(actor);
    throw new AppError("unauthenticated", "This API key is unknown, expired or revoked.");
  }
  const actor = await signedInActor(request.headers);
  if (!actor)
    throw new AppError("unauthenticated", "Sign in, or send an API key as `Authorization: Bearer vgl_…`.");
  if (request.method !== "GET" && request.method !== "HEAD") refuseForeignOrigin(request);
  return ctxOfActor(actor);
}

/** A cookie also travels with forms of other sites: what changes something must come from a page of ours. */
function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get("origin");
  if (origin && new URL(origin).host === request.headers.get("host")) return;
  throw new AppError("forbidden", "This request does not come from a page of this desk.");
}

async function given(request: Request): Promise<Record<string, unknown>> {
  if (["GET", "HEAD", "DELETE"].includes(request.method)) return queryOf(new URL(request.url).searchParams);
  const body = (await jsonOf(request)) ?? {};
  if (typeof body === "object" && !Array.isArray(body)) return { ...body };
  throw new AppError("invalid", "The body is not a JSON object.");
}

/** Repeated parameters become a list. */
function queryOf(params: URLSearchParams): Record<string, string | string[]> {
  const entries = [...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? "")] as const;
  });
  return Object.fromEntries(entries);
}
