/** Why a request is refused before anything else reads it: its method, its address, the name it uses, the page it comes from. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { problemOf, problemType } from "../problem";
import { methodsOf } from "./api-routes";

/** Machines reach these by whatever name they have for us; nothing in them goes by cookie or by where one is. */
const machinePaths = /^\/api\/(hooks\/|health$|health\/)/;
/** A form of an identity provider is sent here, by a page of its own: what it brings is signed, and bound to a sign-in begun here. */
const postedFromElsewhere = "/api/auth/saml/acs";
const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);
/** Others, such as TRACE, no address here has a use for, and what stands behind us fails at. */
const methods = [...readingMethods, "POST", "PUT", "PATCH", "DELETE"];

export type Refusal = { status: number; code: string; message: string; allow?: readonly string[] };

const notThatWay = {
  status: 405,
  code: "method_not_allowed",
  message: "There is nothing that is asked for in this way.",
};
const unknownName = {
  status: 421,
  code: "misdirected",
  message:
    "This desk does not go by that name. Whoever runs it can set VIGIL_URL, or add the name to VIGIL_HOSTS.",
};

/** Why nothing behind us is to see a request; null where nothing is wrong with it. */
export function refusalOf(
  request: IncomingMessage,
  path: string,
  isOwnHost: (host: string | undefined) => boolean,
): Refusal | null {
  const { method = "GET", headers } = request;
  if (!methods.includes(method)) return { ...notThatWay, allow: methods };
  if (!isReadable(path))
    return { status: 400, code: "invalid", message: "The address is not written as addresses are." };
  if (!machinePaths.test(path)) {
    if (!isOwnHost(headers.host)) return unknownName;
    if (path !== postedFromElsewhere && isForeign(request))
      return {
        status: 403,
        code: "forbidden",
        message: "This request does not come from a page of this desk.",
      };
  }
  return path.startsWith("/api/") ? unanswered(path, method) : null;
}

/** Next answers what it has nothing for with a page, or with nothing at all: programs are told what is wrong. */
function unanswered(path: string, method: string): Refusal | null {
  const answered: readonly string[] | null = methodsOf(path);
  if (!answered) return { status: 404, code: "not_found", message: "There is nothing at this address." };
  const allow = [...(answered.includes("GET") ? ["HEAD"] : []), "OPTIONS", ...answered];
  return allow.includes(method) ? null : { ...notThatWay, allow };
}

/**
 * What stands in an address can be read as text, and kept, and leads nowhere else than it seems to: whoever reads it after us would
 * go up a folder where it says so, past what was checked here.
 */
function isReadable(path: string): boolean {
  try {
    return path.startsWith("/") && !/\0|\\|\/\.\.?(\/|$)/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

/** A cookie also travels with forms of other sites: what changes something must come from a page of ours. */
function isForeign({ method, headers }: IncomingMessage): boolean {
  if (readingMethods.has(method ?? "GET") || /^bearer /i.test(headers.authorization ?? "")) return false;
  const { origin, host } = headers;
  const site = headers["sec-fetch-site"];
  if (origin === undefined) return site === "cross-site" || site === "same-site";
  return !URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase();
}

/** Programs are told in a document, people in a sentence. */
export function refuse(response: ServerResponse, path: string, refusal: Refusal): void {
  const isForProgram = path.startsWith("/api/");
  response.statusCode = refusal.status;
  if (refusal.allow) response.setHeader("allow", refusal.allow.join(", "));
  response.setHeader("content-type", isForProgram ? problemType : "text/plain; charset=utf-8");
  response.setHeader("connection", "close");
  response.end(isForProgram ? JSON.stringify(problemOf(refusal)) : `${refusal.message}\n`);
}
