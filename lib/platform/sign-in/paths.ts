/** What is answered under /api/auth, and what each asks for: whatever else the library could do is closed, also what it learns later. */

/** `open`: signs in, or goes on with that. Of those with a session: the password comes along, or a fresh proof is there. */
const paths = {
  "/sign-in/email": "open",
  "/sign-in/demo": "open",
  "/sign-in/social": "open",
  "/callback/oidc": "open",
  "/sign-in/saml": "open",
  "/saml/acs": "open",
  "/saml/finish": "open",
  "/saml/metadata": "open",
  "/error": "open",
  "/two-factor/verify-totp": "open",
  "/two-factor/verify-backup-code": "open",
  "/passkey/generate-authenticate-options": "open",
  "/passkey/verify-authentication": "open",
  "/change-password": "password",
  "/verify-password": "password",
  "/two-factor/enable": "password",
  "/two-factor/disable": "password",
  "/two-factor/generate-backup-codes": "password",
  "/passkey/generate-register-options": "proof",
  "/passkey/verify-registration": "proof",
  "/passkey/delete-passkey": "proof",
} as const satisfies Record<string, "open" | "password" | "proof">;

export type SignInPath = keyof typeof paths;
export const signInPaths = Object.keys(paths) as SignInPath[];

/** True for what is answered. */
export function isAnswered(path: string): path is SignInPath {
  return Object.hasOwn(paths, path);
}

/** What whoever asks has to bring along. */
export function askedFor(path: SignInPath): "open" | "password" | "proof" {
  return paths[path];
}
