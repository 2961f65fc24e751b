/** Why somebody who comes back from the identity provider is not signed in, in plain words. Pure. */

const reasons = new Map([
  ["ADDRESS_NOT_WELCOME", "Your address is not verified there, or not of a domain that may sign in here."],
  ["NO_ROLE", "None of your groups has a role here. Ask whoever administers your groups."],
  ["ACCOUNT_HAS_PASSWORD", "Your account here has a password. Sign in with it."],
  ["ACCOUNT_DISABLED", "This account is disabled. Ask an administrator."],
]);

export function sentBackWhy(code: string): string {
  return (
    reasons.get(code) ??
    "You could not be signed in there. Try again; if it goes on, an administrator finds the reason in the audit trail."
  );
}
