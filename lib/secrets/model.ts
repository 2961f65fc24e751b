/** Named secrets: tokens of other systems, entered once, used by name, never shown. */
import { z } from "zod";

export const SecretName = z
  .string()
  .trim()
  .max(60)
  .regex(/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/, "Use small letters, digits, _ and -");

const Value = z
  .string()
  .trim()
  .min(1, "Enter the secret")
  .max(2000)
  .regex(/^[\x21-\x7e]+$/, "Use letters, digits and signs without blanks");

/** As an address has it: a name or an IP, with a port where it is not the usual one. */
const Host = z
  .string()
  .trim()
  .toLowerCase()
  .max(260)
  .regex(/^[a-z0-9.:[\]-]+$/, "Enter host names, without https:// and path");

export const CreateSecretInput = z.object({
  name: SecretName,
  value: Value,
  hosts: z.array(Host).min(1, "Enter at least one host").max(20),
});
export type CreateSecretInput = z.input<typeof CreateSecretInput>;
export const RotateNamedSecretInput = z.object({ name: SecretName, value: Value });
export type RotateNamedSecretInput = z.input<typeof RotateNamedSecretInput>;
export const RevokeSecretInput = z.object({ name: SecretName });

/** A secret as people see it: everything but its value. */
export const NamedSecret = z.object({
  name: z.string(),
  hosts: z.array(z.string()),
  createdAt: z.coerce.date(),
  rotatedAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
  lastUsedAt: z.coerce.date().nullable(),
  lastUsedBy: z.string().nullable(),
});
export type NamedSecret = z.infer<typeof NamedSecret>;

const prefix = "secret:";

/** How a token field names a secret instead of holding one. */
export function secretReference(name: string): string {
  return `${prefix}${name}`;
}

/** The secret a text refers to; null where it is a token itself. */
export function referredSecret(text: string | null): string | null {
  return text?.startsWith(prefix) ? text.slice(prefix.length) : null;
}
