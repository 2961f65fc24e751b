/** One tool as its server describes it, beside what was approved before: read it, then approve exactly that. */
"use client";
import { useState } from "react";
import type { McpTool } from "#lib/mcp/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { CodeBlock } from "../ui/code-block";
import { Sheet, SheetContent } from "../ui/sheet";
import { WordDiff } from "../ui/word-diff";
import { useAction } from "../use-action";
import { definitionText } from "./definition-text";
import type { McpActions } from "./mcp-actions";

type ReviewToolProps = Pick<McpActions, "approve" | "revoke"> & {
  server: string;
  tool: McpTool;
  onClose: () => void;
};

export function ReviewTool({ server, tool, approve, revoke, onClose }: ReviewToolProps) {
  const { wordDiff } = useDesk();
  const [isReadOnly, setReadOnly] = useState(false);
  const approval = useAction("review-tool.approval", approve, onClose);
  const revocation = useAction("review-tool.revocation", revoke, onClose);
  const { definition, approved, state, hash } = tool;
  const isOfAction = approved !== null && tool.use === "action";
  return (
    <Sheet open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <SheetContent
        title={<ToolName name={tool.ownName} />}
        footer={
          <>
            {approved && (
              <Button busy={revocation.busy} onClick={() => revocation.run({ server, tool: tool.name })}>
                Revoke
              </Button>
            )}
            {state !== "approved" && !isOfAction && (
              <Button
                variant="primary"
                disabled={!isReadOnly}
                busy={approval.busy}
                onClick={() => approval.run({ server, tool: tool.name, hash, isReadOnly: true })}
              >
                Approve
              </Button>
            )}
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <p className="text-ink-muted">
            {definition.saysReadOnly
              ? "The server says that it only reads. That is its word; nothing enforces it."
              : "The server does not say that it only reads."}
          </p>
          {approved && state === "changed" ? (
            <section aria-label="What changed">
              <h3 className="mb-1 font-medium">Changed since it was approved</h3>
              <WordDiff
                parts={wordDiff(definitionText(approved), definitionText(definition))}
                className="font-mono text-sm"
              />
            </section>
          ) : (
            <CodeBlock label="Definition" code={definitionText(definition)} wrap />
          )}
          {isOfAction && (
            <p>
              It is what an action does: never run as a look-up. A change is read in Settings &gt; Actions.
              Revoking turns that action off.
            </p>
          )}
          {state !== "approved" && !isOfAction && (
            <Checkbox
              label="I have read it, and it changes nothing"
              checked={isReadOnly}
              onCheckedChange={(checked) => setReadOnly(checked === true)}
            />
          )}
          <Refusal>{approval.refusal ?? revocation.refusal}</Refusal>
        </div>
      </SheetContent>
    </Sheet>
  );
}
