/** The diagnostics: which system each asks, whether it is on; trying one, changing it, and a new secret shown once. */
"use client";
import { Stethoscope } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { oldSecretStays } from "#lib/secrets/model";
import type { DiagnosticTool, ToolWithSecret } from "#lib/tools/model";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { Section } from "../ui/section";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import { EnableButton, RotateButton } from "./row-buttons";
import { type Secret, SecretDialog } from "./secret-dialog";
import { type SaveTool, ToolSheet } from "./tool-sheet";
import { TryToolDialog } from "./try-tool-dialog";

type ToolTableProps = SaveTool & {
  tools: DiagnosticTool[];
  /** The names of the secrets there are. */
  secrets: readonly string[];
  /** Those that came with the installation. */
  ofCode: readonly { name: string; description: string }[];
  setEnabled: ServerAction<{ name: string; isEnabled: boolean }>;
  renewSecret: ServerAction<{ name: string }, ToolWithSecret>;
};

export function ToolTable(props: ToolTableProps) {
  const { tools, secrets, ofCode, setEnabled, renewSecret, add, change } = props;
  const [open, setOpen] = useState<DiagnosticTool | "new" | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const renewal = useAction("tool-table.renewal", renewSecret, (made) => show(made, oldSecretStays));
  const switching = useAction(null, setEnabled);
  const busy = renewal.busy || switching.busy;

  function show({ name, secret: value }: ToolWithSecret, description: string) {
    setSecret({ title: `Secret of ${name}`, description, value });
  }

  return (
    <>
      <PageHeader
        title="Tools"
        description="Diagnostics the agent may propose. A diagnostic runs when an analyst accepts it, and must be read-only."
        actions={
          <Button variant="primary" onClick={() => setOpen("new")}>
            Add a tool
          </Button>
        }
      />
      <Refusal>{renewal.refusal ?? switching.refusal}</Refusal>
      {tools.length === 0 ? (
        <EmptyState icon={<Stethoscope />} title="No tools yet">
          Any URL that answers a signed request with JSON can be a tool. For tools named in closed tickets
          that are not connected, the agent proposes a manual lookup.
        </EmptyState>
      ) : (
        <ListTable label="Tools" columns={["Tool", "Server", "State"]}>
          {tools.map((tool) => (
            <tr key={tool.name}>
              <Td>
                <button
                  type="button"
                  className="text-left font-medium underline-offset-2 hover:underline"
                  onClick={() => setOpen(tool)}
                >
                  <ToolName name={tool.name} />
                </button>
                <p className="text-sm text-pretty text-ink-muted">{tool.description}</p>
              </Td>
              <Td className="text-sm leading-5">
                <p className="max-w-56 truncate" title={tool.url}>
                  {new URL(tool.url).host}
                </p>
                <p className="whitespace-nowrap text-ink-muted">timeout {tool.timeLimit} s</p>
              </Td>
              <Td>{tool.enabled ? <Badge tone="positive">Enabled</Badge> : <Badge>Disabled</Badge>}</Td>
              <Td className="text-right whitespace-nowrap">
                <TryToolDialog tool={tool} />
                <RotateButton
                  name={tool.name}
                  busy={busy}
                  onRotate={() => renewal.run({ name: tool.name })}
                />
                <EnableButton
                  name={tool.name}
                  busy={busy}
                  enabled={tool.enabled}
                  onSet={(isEnabled) => switching.run({ name: tool.name, isEnabled })}
                />
              </Td>
            </tr>
          ))}
        </ListTable>
      )}
      {ofCode.length > 0 && (
        <Section title="Built in" description="Part of this installation; always enabled." className="mt-6">
          <ul className="flex flex-col gap-1.5">
            {ofCode.map(({ name, description }) => (
              <li key={name}>
                <ToolName name={name} /> <span className="text-sm text-ink-muted">{description}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {open && (
        <ToolSheet
          key={open === "new" ? "new" : open.name}
          tool={open === "new" ? null : open}
          secrets={secrets}
          add={add}
          change={change}
          onClose={() => setOpen(null)}
          onAdded={(made) => show(made, "The tool's server uses it to verify that requests come from Vigil.")}
        />
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
