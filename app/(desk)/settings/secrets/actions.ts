/** What the page of the secrets does. */
"use server";
import { createSecret, revokeSecret, rotateNamedSecret } from "#lib/secrets/commands";
import { action } from "../../../action";

const page = { refreshes: "/settings/secrets" };

export const createSecretAction = action(createSecret, page);
export const rotateNamedSecretAction = action(rotateNamedSecret, page);
export const revokeSecretAction = action(revokeSecret, page);
