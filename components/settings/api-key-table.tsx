/** The API keys: what each may do, when it was used, how long it lasts; a new one is shown once. */
"use client";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import type { ApiKey } from "#lib/team/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { AddApiKeyDialog, type CreateApiKey } from "./add-api-key-dialog";
import { type Secret, SecretDialog } from "./secret-dialog";

type ApiKeyTableProps = {
  apiKeys: ApiKey[];
  now: Date;
  create: CreateApiKey;
  revoke: ServerAction<{ id: number }>;
};

export function ApiKeyTable({ apiKeys, now, create, revoke }: ApiKeyTableProps) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const revocation = useAction("api-key-table", revoke);
  return (
    <>
      <PageHeader
        title="API keys"
        description="For scripts and other systems. A key has the current role of the person who created it, limited to its scopes."
        actions={
          <AddApiKeyDialog
            create={create}
            onCreated={({ name, key }) =>
              setSecret({
                title: `Key ${name}`,
                description: "Send it as Authorization: Bearer …",
                value: key,
              })
            }
          />
        }
      />
      <Refusal>{revocation.refusal}</Refusal>
      {apiKeys.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No keys yet">
          Add a key to export training examples or to read tickets from a script.
        </EmptyState>
      ) : (
        <ListTable label="API keys" columns={["Key", "Scopes", "Last used", "State"]}>
          {apiKeys.map((key) => (
            <tr key={key.id}>
              <Td>
                <p className="font-medium">{key.name}</p>
                <p className="text-sm whitespace-nowrap text-ink-muted">
                  <span className="font-mono">{key.prefix}…</span> by {key.createdBy}
                </p>
              </Td>
              <Td className="text-sm leading-5 text-ink-muted">{key.scopes.join(", ")}</Td>
              <Td className="whitespace-nowrap text-ink-muted">
                {key.lastUsedAt ? <RelativeTime time={key.lastUsedAt} /> : "Never"}
              </Td>
              <Td className="whitespace-nowrap">
                <State apiKey={key} now={now} />
              </Td>
              <Td className="text-right">
                {!key.revokedAt && (
                  <Button
                    size="sm"
                    variant="ghost"
                    disabled={revocation.busy}
                    onClick={() => revocation.run(key)}
                  >
                    Revoke
                  </Button>
                )}
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}

function State({ apiKey: { revokedAt, expiresAt }, now }: { apiKey: ApiKey; now: Date }) {
  if (revokedAt) return <Badge>Revoked</Badge>;
  if (!expiresAt) return <Badge tone="positive">Active, never expires</Badge>;
  if (expiresAt <= now) return <Badge tone="caution">Expired</Badge>;
  return (
    <Badge tone="positive">
      Expires <RelativeTime time={expiresAt} />
    </Badge>
  );
}
