/** What the browser asks of the sign-in endpoints. */
import { startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { withWanted } from "./wanted";

/** What came of a request: its data, or a sentence that says why it was refused. */
export type Answer<Data = unknown> = { refusal: string; code: string } | { data: Data };

/** Resolves to what comes next: the desk is open, or a code is asked for as well. */
export async function signIn(email: string, password: string): Promise<Answer<"desk" | "code">> {
  const answer = await ask("POST", "sign-in/email", { email, password });
  if ("refusal" in answer) return answer;
  return { data: answer.data.twoFactorRedirect === true ? "code" : "desk" };
}

/** The code of the authenticator app, or a recovery code. */
export function signInWithCode(code: string, isRecovery: boolean): Promise<Answer> {
  return ask("POST", isRecovery ? "two-factor/verify-backup-code" : "two-factor/verify-totp", { code });
}

/** An identity provider: how it is called, and which way one goes there. */
export type Elsewhere = { protocol: "oidc" | "saml"; name: string };

/** The address of the identity provider's own sign-in page, to be gone to; whoever comes back is led to `to`. */
export async function beginSignInElsewhere(
  protocol: Elsewhere["protocol"],
  to: string,
): Promise<Answer<string>> {
  const where = { callbackURL: to, errorCallbackURL: withWanted("/login", to) };
  const answer = await (protocol === "saml"
    ? ask("POST", "sign-in/saml", where)
    : ask("POST", "sign-in/social", { provider: protocol, ...where }));
  return "refusal" in answer ? answer : { data: String(answer.data.url) };
}

export function signInAs(userId: string): Promise<Answer> {
  return ask("POST", "sign-in/demo", { userId });
}

export function changePassword(currentPassword: string, newPassword: string): Promise<Answer> {
  return ask("POST", "change-password", { currentPassword, newPassword, revokeOtherSessions: true });
}

/** Proves with the password who holds this session. */
export function provePassword(password: string): Promise<Answer> {
  return ask("POST", "verify-password", { password });
}

/** What an authenticator app is set up with. */
export type AppSetup = { totpURI: string; backupCodes: string[] };

export function beginApp(password: string): Promise<Answer<AppSetup>> {
  return ask<AppSetup>("POST", "two-factor/enable", { password });
}

export function confirmApp(code: string): Promise<Answer> {
  return ask("POST", "two-factor/verify-totp", { code });
}

export function removeApp(password: string): Promise<Answer> {
  return ask("POST", "two-factor/disable", { password });
}

/** Signs in with a passkey; also proves again who one is, in a session of its own. */
export async function signInWithPasskey(): Promise<Answer> {
  const options = await ask("GET", "passkey/generate-authenticate-options");
  if ("refusal" in options) return options;
  const response = await startAuthentication({ optionsJSON: options.data as never }).catch(() => null);
  if (!response) return { refusal: "The passkey was not used.", code: "" };
  return ask("POST", "passkey/verify-authentication", { response });
}

export async function addPasskey(name: string): Promise<Answer> {
  const options = await ask("GET", `passkey/generate-register-options?name=${encodeURIComponent(name)}`);
  if ("refusal" in options) return options;
  const response = await startRegistration({ optionsJSON: options.data as never }).catch(() => null);
  if (!response) return { refusal: "No passkey was made.", code: "" };
  return ask("POST", "passkey/verify-registration", { response, name });
}

export function removePasskey(id: string): Promise<Answer> {
  return ask("POST", "passkey/delete-passkey", { id });
}

async function ask<Data = Record<string, unknown>>(
  method: string,
  path: string,
  body?: Record<string, unknown>,
): Promise<Answer<Data>> {
  const response = await fetch(`/api/auth/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!response) return { refusal: "Vigil cannot be reached. Try again in a moment.", code: "" };
  const told: Record<string, unknown> = await response.json().catch(() => ({}));
  if (response.ok) return { data: Object(told) };
  return { refusal: refusalOf(response.status, told), code: String(told.code) };
}

const refusals: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: "The email or password is incorrect.",
  INVALID_PASSWORD: "The current password is incorrect.",
  INVALID_CODE: "The code is incorrect.",
  INVALID_BACKUP_CODE: "This recovery code is incorrect or was used.",
  INVALID_TWO_FACTOR_COOKIE: "That took too long. Enter your password again.",
};

function refusalOf(status: number, { code, message, detail }: Record<string, unknown>): string {
  if (status >= 500) return "Sign-in failed. Try again in a moment.";
  if (status === 429 && code !== "TOO_MANY_ATTEMPTS")
    return "Too many attempts. Wait a minute, then try again.";
  const known = refusals[String(code)];
  if (known) return known;
  return [detail, message].find((one): one is string => typeof one === "string") ?? "Sign-in failed.";
}
