/** What the browser asks of the sign-in endpoints; null means it worked, else a sentence says why not. */

export function signIn(email: string, password: string): Promise<string | null> {
  return post("sign-in/email", { email, password });
}

export function signInAs(userId: string): Promise<string | null> {
  return post("sign-in/demo", { userId });
}

export function changePassword(currentPassword: string, newPassword: string): Promise<string | null> {
  return post("change-password", { currentPassword, newPassword, revokeOtherSessions: true });
}

async function post(path: string, body: Record<string, unknown>): Promise<string | null> {
  const response = await fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!response) return "Vigil cannot be reached. Try again in a moment.";
  if (response.ok) return null;
  if (response.status >= 500) return "Sign-in failed. Try again in a moment.";
  const problem: { code?: unknown; message?: unknown } = await response.json().catch(() => ({}));
  if (response.status === 429 && problem.code !== "TOO_MANY_ATTEMPTS")
    return "Too many attempts. Wait a minute, then try again.";
  if (problem.code === "INVALID_EMAIL_OR_PASSWORD") return "The email or password is incorrect.";
  if (problem.code === "INVALID_PASSWORD") return "The current password is incorrect.";
  return typeof problem.message === "string" ? problem.message : "Sign-in failed.";
}
