/** MCP servers: what each offers, and what of it a person has read and approved. */
"use client";
import { useState } from "react";
import type { McpServer, McpTool, McpToolState } from "#lib/mcp/model";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Badge, type Tone } from "../ui/badge";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import { AddServerDialog } from "./add-server-dialog";
import type { McpActions } from "./mcp-actions";
import { ReviewTool } from "./review-tool";

const states = {
  new: { words: "Not approved", tone: "neutral" },
  approved: { words: "Approved", tone: "positive" },
  changed: { words: "Changed, off", tone: "critical" },
  gone: { words: "No longer offered", tone: "neutral" },
} as const satisfies Record<McpToolState, { words: string; tone: Tone }>;

type McpServersProps = McpActions & {
  servers: McpServer[];
  programs: string[];
  /** The names of the secrets there are. */
  secrets: readonly string[];
};

export function McpServers({ servers, programs, secrets, ...actions }: McpServersProps) {
  const [open, setOpen] = useState<{ server: string; tool: McpTool } | null>(null);
  const switching = useAction(null, actions.setEnabled);
  const removal = useAction("mcp-servers.removal", actions.remove);
  return (
    <Section
      title="MCP servers"
      description="Tools of other systems. A look-up is used once somebody has read and approved it here; a tool that changes something is registered under Settings > Actions. Both are turned off when their description or arguments change."
      actions={<AddServerDialog programs={programs} secrets={secrets} add={actions.add} />}
      className="mt-6"
    >
      <Refusal>{switching.refusal ?? removal.refusal}</Refusal>
      {servers.length === 0 && <p className="text-ink-muted">No servers yet.</p>}
      {servers.map(({ name, target, enabled, fault, tools }) => (
        <article
          key={name}
          aria-label={`MCP server ${name}`}
          className="border-b border-line py-3 last:border-b-0"
        >
          <header className="flex flex-wrap items-center gap-2">
            <h3 className="font-medium">{name}</h3>
            <span className="min-w-0 truncate text-sm text-ink-muted">{target}</span>
            {!enabled && <Badge>Disabled</Badge>}
            {enabled && fault && <Badge tone="critical">Not reachable</Badge>}
            <span className="ml-auto flex gap-1">
              <Button
                size="sm"
                variant="ghost"
                busy={switching.busy}
                onClick={() => switching.run({ name, isEnabled: !enabled })}
              >
                {enabled ? "Disable" : "Enable"}
              </Button>
              <Button size="sm" variant="ghost" busy={removal.busy} onClick={() => removal.run({ name })}>
                Remove
              </Button>
            </span>
          </header>
          {enabled && fault && <p className="text-sm text-critical-ink">{fault}</p>}
          <ul className="mt-1 flex flex-col gap-1">
            {tools.map((tool) => (
              <li key={tool.name} className="flex flex-wrap items-center gap-2">
                <ToolName name={tool.ownName} />
                <Badge tone={states[tool.state].tone}>{states[tool.state].words}</Badge>
                {tool.approved && tool.use === "action" && <Badge outline>Action</Badge>}
                {tool.state !== "gone" && (
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`Review ${tool.ownName}`}
                    onClick={() => setOpen({ server: name, tool })}
                  >
                    Review
                  </Button>
                )}
              </li>
            ))}
            {tools.length === 0 && !fault && (
              <li className="text-sm text-ink-muted">It is being asked for its tools; reload in a moment.</li>
            )}
          </ul>
        </article>
      ))}
      {open && (
        <ReviewTool
          key={`${open.server} ${open.tool.name}`}
          {...open}
          approve={actions.approve}
          revoke={actions.revoke}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
