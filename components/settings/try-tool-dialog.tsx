/** Asks a diagnostic once, outside of any ticket, and shows what it answered. */
"use client";
import { type DiagnosticTool, ToolAnswer } from "#lib/tools/model";
import { postJson } from "../live/fetch-json";
import { ValueList } from "../ticket/value-list";
import { TryDialog } from "./try-dialog";

export function TryToolDialog({ tool }: { tool: DiagnosticTool }) {
  return (
    <TryDialog
      opens="Try"
      runs="Run"
      title={`Try ${tool.name}`}
      description="Calls the tool once. The result is not stored."
      declared={tool.arguments}
      attempt={(given) => postJson(ToolAnswer, `/api/tools/${tool.name}/test`, { arguments: given })}
    >
      {(answer) => <Answer answer={answer} />}
    </TryDialog>
  );
}

function Answer({ answer }: { answer: ToolAnswer }) {
  if (!answer.isAnswered) return <p className="text-critical-ink">{answer.reason}</p>;
  return (
    <>
      <p className="mb-2 text-ink-muted">Answered in {(answer.milliseconds / 1000).toFixed(1)} s:</p>
      <ValueList values={answer.result} raw />
    </>
  );
}
