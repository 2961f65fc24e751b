/** The scenarios a team keeps: written as JSON or made of a ticket, run, and what came of each. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import { ListChecks } from "lucide-react";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import type { SavedScenario, Scenario } from "#lib/scenarios/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { PageHeader } from "../ui/page-header";
import { useAction } from "../use-action";
import { scenariosKey, useScenarios } from "./scenario-query";
import { ScenarioSheet } from "./scenario-sheet";
import { ScenarioTable } from "./scenario-table";

type ScenarioScreenProps = {
  scenarios: SavedScenario[];
  save: ServerAction<Scenario & { seen: Scenario | null }>;
  remove: ServerAction<{ id: string }>;
  start: ServerAction<{ ids?: string[] }>;
};

export function ScenarioScreen({ scenarios: initial, save, remove, start }: ScenarioScreenProps) {
  const { me } = useDesk();
  const { data: scenarios } = useScenarios(initial);
  const [open, setOpen] = useState<SavedScenario | "new" | null>(null);
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: scenariosKey });
  const running = useAction("scenario-screen", start, refresh);
  const mayManage = roleMay(me.role, "policy.manage");
  return (
    <>
      <PageHeader
        title="Scenarios"
        description="A scenario is a conversation with what must and must not be proposed. Each run plays it on what Vigil knows now; nothing is kept, sent or learnt from."
        actions={
          mayManage && (
            <>
              {scenarios.length > 0 && (
                <Button busy={running.busy} onClick={() => running.run({})}>
                  Run all
                </Button>
              )}
              <Button variant="primary" onClick={() => setOpen("new")}>
                Add a scenario
              </Button>
            </>
          )
        }
      />
      <Refusal>{running.refusal}</Refusal>
      {scenarios.length === 0 ? (
        <EmptyState icon={<ListChecks />} title="No scenarios yet">
          Make one from a ticket on which the wrong thing was proposed, so that it never happens again.
        </EmptyState>
      ) : (
        <ScenarioTable scenarios={scenarios} onOpen={setOpen} />
      )}
      {open && (
        <ScenarioSheet
          saved={open === "new" ? null : open}
          mayManage={mayManage}
          save={save}
          remove={remove}
          start={start}
          onChanged={refresh}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
