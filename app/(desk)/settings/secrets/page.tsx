/** Tokens of other systems, by name. */
import type { Metadata } from "next";
import { SecretTable } from "#components/settings/secret-table";
import { namedSecrets } from "#lib/secrets/queries";
import { requireCtx } from "../../../session";
import { createSecretAction, revokeSecretAction, rotateNamedSecretAction } from "./actions";

export const metadata: Metadata = { title: "Secrets" };

export default async function SecretsPage() {
  const ctx = await requireCtx("secret.manage");
  return (
    <SecretTable
      secrets={await namedSecrets(ctx)}
      create={createSecretAction}
      rotate={rotateNamedSecretAction}
      revoke={revokeSecretAction}
    />
  );
}
