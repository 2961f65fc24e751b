/** How SCIM is answered: the provider's token first, JSON of its own kind, errors as it knows them. */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { jsonOf } from "#lib/platform/body";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { explainError } from "#lib/platform/explain";
import { parseInput } from "#lib/platform/parse";
import { errorSchema, listSchema } from "#lib/team/scim/model";

const type = { "content-type": "application/scim+json" };
/** A group of some thousand members told of as a whole. */
const largestBody = 2_000_000;

/** A handler that answers `work` for whoever has the token; 404 where none is set. */
export function scim<Params>(
  work: (ctx: Ctx, request: Request, params: Params) => Promise<unknown>,
  status = 200,
): (request: Request, route: { params: Promise<Params> }) => Promise<Response> {
  return async (request, route) => {
    try {
      refuseStranger(request);
      const params = await route.params;
      // Names and filters in the address are texts of others like those of a body.
      parseInput(z.unknown(), { params, asked: [...new URL(request.url).searchParams] });
      const made = await work(systemCtx("SCIM"), request, params);
      return made === null
        ? new Response(null, { status: 204 })
        : Response.json(made, { status, headers: type });
    } catch (error) {
      const { status: failed, message, code } = explainError(error);
      const scimType = code === "conflict" ? { scimType: "uniqueness" } : {};
      const told = { schemas: [errorSchema], status: String(failed), ...scimType, detail: message };
      return Response.json(told, { status: failed, headers: type });
    }
  };
}

/** The body as JSON. */
export function told(request: Request): Promise<unknown> {
  return jsonOf(request, largestBody);
}

/** Part of a list as it is told of. */
export function listed(resources: unknown[], { total, start }: { total: number; start: number }) {
  return {
    schemas: [listSchema],
    totalResults: total,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/** False where a provider has no use for who is in a group, of which there may be many. */
export function wantsMembers(request: Request): boolean {
  const { searchParams } = new URL(request.url);
  const names = (parameter: string) =>
    searchParams
      .get(parameter)
      ?.toLowerCase()
      .split(/[\s,]+/);
  return (
    !names("excludedAttributes")?.includes("members") && (names("attributes")?.includes("members") ?? true)
  );
}

function refuseStranger(request: Request): void {
  const expected = env().VIGIL_SCIM_TOKEN;
  const given = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? "";
  const [a, b] = [Buffer.from(given), Buffer.from(expected ?? "")];
  if (expected && a.length === b.length && timingSafeEqual(a, b)) return;
  throw new AppError("unauthenticated", "This needs the token of VIGIL_SCIM_TOKEN.");
}
