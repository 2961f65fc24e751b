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
  /** Where it may be sent; none: it signs and is recognised, and is sent nowhere. */
  hosts: z.array(Host).max(20),
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
  /** Until when the value before the last rotation is still recognised. */
  previousUntil: z.coerce.date().nullable(),
  /** What it was entered for, where it was not entered by name. */
  owner: z.string().nullable(),
});
export type NamedSecret = z.infer<typeof NamedSecret>;

/** How long the value before a rotation is still recognised, in hours. */
export const rotationHours = 1;
/** What whoever rotates a secret is told of the one before. */
export const oldSecretStays = `The old secret stays valid for another ${rotationHours} h. Rotate again to revoke it now.`;

const prefix = "secret:";

/** How a token field names a secret instead of holding one. */
export function secretReference(name: string): string {
  return `${prefix}${name}`;
}

/** A field that takes a value or names a secret. */
export function isSecretReference(text: string): boolean {
  return SecretName.safeParse(referredSecret(text)).success;
}

/** The secret a text refers to; null where it is a token itself. */
export function referredSecret(text: string | null): string | null {
  return text?.startsWith(prefix) ? text.slice(prefix.length) : null;
}
