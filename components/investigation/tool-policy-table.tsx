/** Every installed tool with what the agent may do with it by itself. */
"use client";
import Link from "next/link";
import { useState } from "react";
import { countWords } from "#lib/platform/count/rules";
import { roleMay } from "#lib/platform/rules";
import type { ToolMode, ToolPolicy } from "#lib/settings/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Select } from "../ui/select";
import { ListTable, Td } from "../ui/table";
import { useAction } from "../use-action";
import type { QueueName, SetTool, ToolWithPolicy } from "./investigation-actions";
import { modeWords } from "./rule-words";
import { ToolPolicySheet } from "./tool-policy-sheet";

type ToolPolicyTableProps = {
  tools: ToolWithPolicy[];
  usualMode: ToolMode;
  queues: QueueName[];
  setTool: SetTool;
};

export function ToolPolicyTable({ tools, usualMode, queues, setTool }: ToolPolicyTableProps) {
  const [open, setOpen] = useState<ToolWithPolicy | null>(null);
  const { me } = useDesk();
  const mayConnect = roleMay(me.role, "tool.manage");
  const { run, refusal } = useAction(null, setTool);
  if (tools.length === 0)
    return (
      <EmptyState title="No tools yet">
        An administrator connects them under{" "}
        {mayConnect ? (
          <Link href="/settings/tools" className="underline underline-offset-2">
            Tools
          </Link>
        ) : (
          "Tools"
        )}
        .
      </EmptyState>
    );
  return (
    <>
      <Refusal>{refusal}</Refusal>
      <ListTable label="Tools the agent may run" columns={["Tool", "Mode", "Limits"]}>
        {tools.map((tool) => (
          <tr key={tool.name}>
            <Td className="min-w-44">
              <ToolName name={tool.name} className="font-medium" />
            </Td>
            <Td>
              <Select<ToolMode | "usual">
                aria-label={`Mode of ${tool.name}`}
                className="w-52"
                value={tool.policy.mode ?? "usual"}
                onValueChange={(mode) =>
                  run({
                    tool: tool.name,
                    ...tool.policy,
                    mode: mode === "usual" ? null : mode,
                    seen: tool.policy,
                  })
                }
                options={[
                  { value: "usual", label: `Default (${modeWords[usualMode].toLowerCase()})` },
                  { value: "runs", label: modeWords.runs },
                  { value: "asks", label: modeWords.asks },
                  { value: "off", label: modeWords.off },
                ]}
              />
            </Td>
            <Td className="text-sm whitespace-nowrap text-ink-muted">{limitWords(tool.policy)}</Td>
            <Td className="text-right">
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Limits and exceptions of ${tool.name}`}
                onClick={() => setOpen(tool)}
              >
                Limits
              </Button>
            </Td>
          </tr>
        ))}
      </ListTable>
      {open && (
        <ToolPolicySheet
          key={open.name}
          tool={open}
          queues={queues}
          setTool={setTool}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function limitWords({ perMinute, cost, rules }: ToolPolicy): string {
  const exceptions = countWords(rules.length, "exception");
  return `${perMinute} a minute · cost ${cost}${rules.length > 0 ? ` · ${exceptions}` : ""}`;
}
