/** Keys for machines. */
import type { Metadata } from "next";
import { ApiKeyTable } from "#components/settings/api-key-table";
import { apiKeys } from "#lib/team/queries";
import { requireCtx } from "../../../session";
import { createApiKeyAction, revokeApiKeyAction } from "./actions";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage() {
  const ctx = await requireCtx("apikey.manage");
  return (
    <ApiKeyTable
      apiKeys={await apiKeys(ctx)}
      now={ctx.now()}
      create={createApiKeyAction}
      revoke={revokeApiKeyAction}
    />
  );
}
