/** Conversations and what must and must not come of them. */
import type { Metadata } from "next";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { ScenarioScreen } from "#components/scenarios/scenario-screen";
import { PageBody } from "#components/ui/page-header";
import { savedScenarios } from "#lib/scenarios/queries";
import { requireCtx } from "../../../session";
import { removeScenarioAction, saveScenarioAction, startScenariosAction } from "./actions";

export const metadata: Metadata = { title: "Scenarios" };

export default async function ScenariosPage() {
  const ctx = await requireCtx();
  return (
    <PageBody wide>
      <LearningNavigation />
      <ScenarioScreen
        scenarios={await savedScenarios(ctx)}
        save={saveScenarioAction}
        remove={removeScenarioAction}
        start={startScenariosAction}
      />
    </PageBody>
  );
}
