/** Everything under /api/auth: better-auth answers, within the limits on guessing; what fails is in the audit trail. */
import { eq } from "drizzle-orm";
import pLimit from "p-limit";
import { user } from "#db/schema/team";
import { recordAudit } from "../audit";
import { auth } from "../auth";
import { bodyOf } from "../body";
import { type Ctx, systemCtx } from "../context";
import { clientHeader } from "../edge/client";
import { AppError } from "../errors";
import { auditLimit } from "../refusals";
import { keepPasskeys } from "./administrators";
import { type Attempt, forgiveAttempt, returnAttempt, takeAttempt } from "./attempts";
import { isAnswered } from "./paths";
import { holderFor, recordChange } from "./proof";

/** How better-auth says that a password is not the right one. */
const wrongCodes = new Set(["INVALID_EMAIL_OR_PASSWORD", "INVALID_PASSWORD"]);
/** A password and its address take less, and nothing longer is sent here. */
const largestBody = 20_000;
/** What an identity provider says of somebody is signed, and longer. */
const largestAssertion = 400_000;
/** Attempts counted at once: they wait for each other in the database, and are not to hold every connection to it. */
const door = pLimit(2);

/** The answer to a request under /api/auth. Throws `AppError` for what is no request of this desk's pages. */
export async function answerAuth(received: Request): Promise<Response> {
  const ctx = systemCtx("sign-in");
  const address = received.headers.get(clientHeader) ?? "unknown";
  const { url, method, headers } = received;
  const path = new URL(url).pathname.replace(/^\/api\/auth/, "");
  if (!isAnswered(path)) throw new AppError("not_found", "There is nothing at this address.");
  const sent = received.body
    ? (await bodyOf(received, path === "/saml/acs" ? largestAssertion : largestBody)).toString("utf8")
    : "";
  const body = url.endsWith("/change-password") ? endingOthers(sent) : sent;
  const request = new Request(url, { method, headers, ...(body && { body }) });
  const holder = await holderFor(path, headers);
  if (path === "/passkey/delete-passkey" && holder) await keepPasskeys(ctx, holder.ctx.actor.id, 1);
  const attempt = await attemptIn(body, headers, address);
  const refused = attempt && (await door(() => takeAttempt(ctx, attempt)));
  if (refused) {
    if (refused.isFirst) await auditFailure(ctx, attempt, `${refused.limit} limit`);
    return tooMany(refused.retryAfterSeconds);
  }
  const response = await sentBack(path, await auth().handler(request));
  if (response.status === 429) await auditLimit(ctx, new URL(url).pathname, address);
  if (response.ok && holder) await recordChange(path, holder);
  if (response.status === 401 && path.startsWith("/two-factor/verify-")) await auditWrongCode(ctx, address);
  if (attempt) await finishAttempt(ctx, attempt, response);
  return response;
}

/** Whoever comes back from the identity provider sees pages, not answers to programs: what was refused is said on the sign-in page. */
async function sentBack(path: string, response: Response): Promise<Response> {
  if (path !== "/callback/oidc" && path !== "/saml/finish") return response;
  if (response.status < 400) return response;
  const { code = response.status } = fieldsOf(await response.text());
  const query = new URLSearchParams({ error: String(code) });
  return new Response(null, { status: 302, headers: { location: `/login?${query}` } });
}

/** Whose password is being tried: that of the account named, or of whoever is signed in; null when none is. */
async function attemptIn(body: string, headers: Headers, address: string): Promise<Attempt | null> {
  const { email, password, currentPassword } = fieldsOf(body);
  if (typeof password !== "string" && typeof currentPassword !== "string") return null;
  if (typeof email === "string") return { email, address };
  const session = await auth().api.getSession({ headers });
  return session && { email: session.user.email, address };
}

/** Whoever changes a password may have lost it: other sessions end unless it is said that they stay. */
function endingOthers(body: string): string {
  const fields = fieldsOf(body);
  return JSON.stringify({ revokeOtherSessions: true, ...fields });
}

function fieldsOf(body: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(body));
  } catch {
    // A form, or nothing that will be understood.
    return Object.fromEntries(new URLSearchParams(body));
  }
}

async function finishAttempt(ctx: Ctx, attempt: Attempt, response: Response): Promise<void> {
  if (response.ok) return forgiveAttempt(ctx, attempt);
  const { code } = fieldsOf(await response.clone().text());
  if (wrongCodes.has(String(code))) return auditFailure(ctx, attempt, "wrong password");
  await returnAttempt(ctx, attempt);
}

/** An account nobody has is not named: what was typed there may be a password in the wrong field. */
async function auditFailure(ctx: Ctx, { email, address }: Attempt, reason: string): Promise<void> {
  const [known] = await ctx.db
    .select({ id: user.id })
    .from(user)
    .where(eq(user.email, email.trim().toLowerCase()));
  await recordAudit(ctx, {
    action: "session.refuse",
    entity: "user",
    entityId: known?.id ?? "unknown",
    after: { ipAddress: address, reason },
  });
}

/** The password before it was right, so that somebody knows it: whose it is, the row of the sign-in before does not say. */
async function auditWrongCode(ctx: Ctx, address: string): Promise<void> {
  await recordAudit(ctx, {
    action: "session.refuse",
    entity: "user",
    entityId: "unknown",
    after: { ipAddress: address, reason: "wrong code" },
  });
}

function tooMany(retryAfterSeconds: number): Response {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const message = `Too many wrong passwords. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`;
  return Response.json(
    { code: "TOO_MANY_ATTEMPTS", message },
    { status: 429, headers: { "retry-after": String(retryAfterSeconds) } },
  );
}
