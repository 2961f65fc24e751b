/** The named secrets: where each may be sent, what used it last; entered once, rotated, revoked, never shown. */
"use client";
import { LockKeyhole } from "lucide-react";
import type { ServerAction } from "#lib/platform/model";
import type { CreateSecretInput, NamedSecret, RotateNamedSecretInput } from "#lib/secrets/model";
import { Refusal } from "../refusal";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { TextField } from "../ui/text-field";
import { useAction } from "../use-action";
import { FormDialog } from "./form-dialog";

type SecretTableProps = {
  secrets: NamedSecret[];
  create: ServerAction<CreateSecretInput>;
  rotate: ServerAction<RotateNamedSecretInput>;
  revoke: ServerAction<{ name: string }>;
};

export function SecretTable({ secrets, create, rotate, revoke }: SecretTableProps) {
  const revocation = useAction("secret-table", revoke);
  return (
    <>
      <PageHeader
        title="Secrets"
        description="Tokens, keys and signing secrets, each kept once and used by name: by connectors, tools, actions, MCP servers, metric sources and the model. A value is stored encrypted and never shown."
        actions={<AddSecretDialog create={create} />}
      />
      <Refusal>{revocation.refusal}</Refusal>
      {secrets.length === 0 ? (
        <EmptyState icon={<LockKeyhole />} title="No secrets yet">
          Add the token of a system that several tools or actions ask, and choose it there by name.
        </EmptyState>
      ) : (
        <ListTable label="Secrets" columns={["Secret", "May be sent to", "Last used", "State"]}>
          {secrets.map((secret) => (
            <tr key={secret.name}>
              <Td>
                <p className="font-mono">{secret.name}</p>
                {secret.owner && <p className="text-sm text-ink-muted">Entered for {secret.owner}</p>}
              </Td>
              <Td className="text-sm leading-5 wrap-anywhere text-ink-muted">
                {secret.hosts.length > 0 ? secret.hosts.join(", ") : "Nowhere: it stays here"}
              </Td>
              <Td className="text-sm leading-5 text-ink-muted">
                {secret.lastUsedAt ? (
                  <>
                    <RelativeTime time={secret.lastUsedAt} /> by {secret.lastUsedBy}
                  </>
                ) : (
                  "Never"
                )}
              </Td>
              <Td className="whitespace-nowrap">
                <State secret={secret} />
              </Td>
              <Td className="text-right whitespace-nowrap">
                {!secret.revokedAt && (
                  <>
                    <RotateDialog name={secret.name} rotate={rotate} />
                    <Button
                      size="sm"
                      variant="ghost"
                      disabled={revocation.busy}
                      aria-label={`Revoke ${secret.name}`}
                      onClick={() => revocation.run({ name: secret.name })}
                    >
                      Revoke
                    </Button>
                  </>
                )}
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
    </>
  );
}

function State({ secret: { revokedAt, rotatedAt } }: { secret: NamedSecret }) {
  if (revokedAt) return <Badge>Revoked</Badge>;
  if (!rotatedAt) return <Badge tone="positive">Active</Badge>;
  return (
    <Badge tone="positive">
      Rotated <RelativeTime time={rotatedAt} />
    </Badge>
  );
}

function AddSecretDialog({ create }: Pick<SecretTableProps, "create">) {
  return (
    <FormDialog
      title="Add a secret"
      submit="Add"
      action={create}
      read={(text) => ({
        name: text("name"),
        value: text("value"),
        hosts: text("hosts")
          .split(/[\s,]+/)
          .filter(Boolean),
      })}
    >
      {(faultOf) => (
        <>
          <TextField
            label="Name"
            hint="For example prometheus-token. It cannot be changed later."
            error={faultOf("name")}
            name="name"
            className="font-mono"
            autoComplete="off"
            required
          />
          <ValueField error={faultOf("value")} />
          <TextField
            label="May be sent to"
            hint="Host names, separated by commas; with a port where it is not the usual one. Nothing sends it elsewhere. Leave empty for what connectors sign with."
            error={faultOf("hosts") ?? faultOf("hosts.0")}
            name="hosts"
            className="font-mono"
            autoComplete="off"
            placeholder="prometheus.example.com, tools.example.com:8443"
          />
        </>
      )}
    </FormDialog>
  );
}

function RotateDialog({ name, rotate }: { name: string } & Pick<SecretTableProps, "rotate">) {
  return (
    <FormDialog
      title={`New value of ${name}`}
      description="Whatever uses it has the new value with its next request. What signs with the old one is recognised for another hour."
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Rotate ${name}`}>
          Rotate
        </Button>
      }
      submit="Save"
      action={rotate}
      read={(text) => ({ name, value: text("value") })}
    >
      {(faultOf) => <ValueField error={faultOf("value")} />}
    </FormDialog>
  );
}

function ValueField({ error }: { error: string | undefined }) {
  return (
    <TextField
      label="Value"
      error={error}
      name="value"
      type="password"
      className="font-mono"
      autoComplete="off"
      required
    />
  );
}
