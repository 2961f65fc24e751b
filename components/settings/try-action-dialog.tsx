/** A dry run of an action outside of any ticket, and what it would change. */
"use client";
import type { Action } from "#lib/remediation/catalogue/model";
import { DryRun } from "#lib/remediation/model";
import { postJson } from "../live/fetch-json";
import { EffectFacts } from "../remediation/run-facts";
import { TryDialog } from "./try-dialog";

export function TryActionDialog({ action }: { action: Action }) {
  return (
    <TryDialog
      opens="Dry run"
      runs="Dry run"
      title={`Dry run of ${action.name}`}
      description="Asks what it would change. Nothing changes."
      declared={action.arguments}
      attempt={(given) => postJson(DryRun, `/api/actions/${action.name}/test`, { arguments: given })}
    >
      {(dryRun) =>
        dryRun.isAnswered ? (
          <EffectFacts effect={dryRun.effect} />
        ) : (
          <p className="text-critical-ink">{dryRun.reason}</p>
        )
      }
    </TryDialog>
  );
}
