/** The catalogue of actions: what each changes and under which locks; a dry run, changing it, switching it off, a new secret shown once. */
"use client";
import { Wrench } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { roleNames } from "#lib/platform/rules";
import type { Action, ActionWithSecret, EffectTool } from "#lib/remediation/catalogue/model";
import type { LookUpChoice } from "#lib/remediation/look-ups/model";
import { locks } from "#lib/remediation/model";
import { oldSecretStays } from "#lib/secrets/model";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { ActionSheet, type SaveAction } from "./action-sheet";
import { EnableButton, RotateButton } from "./row-buttons";
import { type Secret, SecretDialog } from "./secret-dialog";
import { TryActionDialog } from "./try-action-dialog";

type ActionTableProps = SaveAction & {
  actions: Action[];
  /** What an action can be made of, and look at. */
  tools: EffectTool[];
  lookUps: LookUpChoice[];
  secrets: string[];
  setEnabled: ServerAction<{ name: string; isEnabled: boolean }>;
  renewSecret: ServerAction<{ name: string }, ActionWithSecret>;
};

export function ActionTable(props: ActionTableProps) {
  const { actions, tools, lookUps, secrets, setEnabled, renewSecret, add, change } = props;
  const [open, setOpen] = useState<Action | "new" | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const renewal = useAction("action-table.renewal", renewSecret, (made) => show(made, oldSecretStays));
  const switching = useAction(null, setEnabled);
  const busy = renewal.busy || switching.busy;

  function show({ name, secret: value }: ActionWithSecret, description: string) {
    if (value !== null) setSecret({ title: `Secret of ${name}`, description, value });
  }

  return (
    <>
      <PageHeader
        title="Actions"
        description="What the agent may propose that changes something. Nothing here runs without the approvals its class of risk asks for."
        actions={
          <Button variant="primary" onClick={() => setOpen("new")}>
            Add an action
          </Button>
        }
      />
      <Refusal>{renewal.refusal ?? switching.refusal}</Refusal>
      {actions.length === 0 ? (
        <EmptyState icon={<Wrench />} title="No actions yet">
          An action is a call of your own automation, a tool of an MCP server, or a step somebody does by hand
          and confirms.
        </EmptyState>
      ) : (
        <ListTable label="Actions" columns={["Action", "Locks", "State"]}>
          {actions.map((action) => (
            <tr key={action.name}>
              <Td>
                <button
                  type="button"
                  className="text-left font-medium underline-offset-2 hover:underline"
                  onClick={() => setOpen(action)}
                >
                  <ToolName name={action.name} />
                </button>
                <p className="text-sm text-pretty text-ink-muted">{action.description}</p>
              </Td>
              <Td className="text-sm leading-5">
                <p>{locks[action.risk].name}</p>
                <p className="text-ink-muted">
                  {locks[action.risk].words} {roleNames[action.approver]} or above.
                </p>
              </Td>
              <Td className="text-sm">
                {!action.enabled && <Badge>Disabled</Badge>}
                {action.enabled && action.fault === null && <Badge tone="positive">Enabled</Badge>}
                {action.enabled && action.fault !== null && (
                  <>
                    <Badge tone="critical">Off</Badge>
                    <p className="text-pretty text-critical-ink">{action.fault}</p>
                  </>
                )}
              </Td>
              <Td className="text-right whitespace-nowrap">
                <TryActionDialog action={action} />
                {action.kind === "http" && (
                  <RotateButton
                    name={action.name}
                    busy={busy}
                    onRotate={() => renewal.run({ name: action.name })}
                  />
                )}
                <EnableButton
                  name={action.name}
                  busy={busy}
                  enabled={action.enabled}
                  onSet={(isEnabled) => switching.run({ name: action.name, isEnabled })}
                />
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
      {open && (
        <ActionSheet
          key={open === "new" ? "new" : open.name}
          action={open === "new" ? null : open}
          tools={tools}
          lookUps={lookUps}
          secrets={secrets}
          add={add}
          change={change}
          onClose={() => setOpen(null)}
          onAdded={(made) => show(made, "The automation uses it to verify that requests come from Vigil.")}
        />
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
