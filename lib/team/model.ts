/** Who works here, the queues they share, and the keys of machines. */
import { z } from "zod";
import { type Permission, permissions, roles } from "#lib/platform/rules";

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
});
export type Person = z.infer<typeof Person>;

/** A person as administrators see them. */
export const StaffMember = Person.extend({
  disabledAt: z.coerce.date().nullable(),
  createdAt: z.coerce.date(),
  /** Of the sessions that still stand; null when the person is signed out everywhere. */
  lastSignInAt: z.coerce.date().nullable(),
});
export type StaffMember = z.infer<typeof StaffMember>;

/** A browser a person is signed in with. */
export const SignedIn = z.object({
  id: z.string(),
  createdAt: z.coerce.date(),
  seenAt: z.coerce.date(),
  expiresAt: z.coerce.date(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type SignedIn = z.infer<typeof SignedIn>;
export const EndSessionInput = z.object({ id: z.string().max(100) });

/** A passkey as its owner sees it. */
export type PasskeyLine = { id: string; name: string | null; createdAt: Date | null };
/** What somebody signs in with beside a password. */
export type Factors = { hasPassword: boolean; hasApp: boolean; passkeys: PasskeyLine[] };

const personName = z.string().trim().min(1, "Enter a name").max(120);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an email address"));

export const CreatePersonInput = z.object({ name: personName, email, role: z.enum(roles) });
export const FirstAdministratorInput = z.object({
  /** What the installation shows to whoever runs it. */
  code: z.string().trim().min(1, "Enter the set-up code").max(100),
  name: personName,
  email,
  password: z.string().min(10, "Use at least 10 characters").max(128, "Use at most 128 characters"),
});
export const ChangeRoleInput = z.object({
  userId: z.string(),
  role: z.enum(roles),
  /** The role that was on the screen: another one that somebody else gave since stays. */
  seen: z.enum(roles).optional(),
});
export const DisablePersonInput = z.object({ userId: z.string(), isDisabled: z.boolean() });
export const ResetPasswordInput = z.object({ userId: z.string() });

export const Queue = z.object({
  id: z.number(),
  key: z.string(),
  name: z.string(),
  description: z.string(),
  /** Its tickets are seen by its members alone. */
  isRestricted: z.boolean(),
});
export type Queue = z.infer<typeof Queue>;

export const CreateQueueInput = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/, "Use small letters, digits, - and _")
    .max(40),
  name: z.string().trim().min(1, "Enter a name").max(80),
  description: z.string().trim().max(500).default(""),
});
export const RestrictQueueInput = z.object({ queueId: z.number().int(), isRestricted: z.boolean() });
const userIds = z.array(z.string()).max(1000);
/** The queue's whole membership: who is not named is no member any more. */
export const SetMembersInput = z.object({ queueId: z.number().int(), userIds });
/** Everything of a queue but its key. */
const queueParts = {
  name: CreateQueueInput.shape.name,
  description: CreateQueueInput.shape.description,
  userIds,
  isRestricted: z.boolean(),
};
export const ChangeQueueInput = z.object({
  ...queueParts,
  queueId: z.number().int(),
  /** As it was when it was opened: what somebody else changed since stays so. */
  seen: z.object(queueParts).optional(),
});

const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]];

/** A key for machines as the list shows it; the key itself is shown once, when it is made. */
export const ApiKey = z.object({
  id: z.number(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(permissionNames)),
  createdBy: z.string(),
  createdAt: z.coerce.date(),
  expiresAt: z.coerce.date().nullable(),
  lastUsedAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreateApiKeyInput = z.object({
  name: z.string().trim().min(1, "Enter a name").max(80),
  scopes: z.array(z.enum(permissionNames)).min(1, "Choose at least one scope"),
  /** Days until it expires; null: never. */
  days: z.number().int().min(1).max(3650).nullable(),
});
export const RevokeApiKeyInput = z.object({ id: z.number().int() });
