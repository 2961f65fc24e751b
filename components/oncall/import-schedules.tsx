/** Imports the schedules of another system: a file, a preview of what will come and what cannot, then the import. */
"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { ImportPlan } from "#lib/oncall/importers/model";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { postJson } from "../live/fetch-json";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { PageBody, PageHeader } from "../ui/page-header";
import { TextField } from "../ui/text-field";
import { notify } from "../ui/toast";
import { useAction } from "../use-action";
import { ImportPreview } from "./import-preview";
import { LastResort } from "./last-resort";
import { OncallNavigation } from "./oncall-navigation";

type Taken = { schedules: number; chains: number };
type ImportSchedulesProps = {
  take: ServerAction<{ text: string; lastResort: string }, Taken>;
};

export function ImportSchedules({ take }: ImportSchedulesProps) {
  const router = useRouter();
  const { me } = useDesk();
  const [lastResort, setLastResort] = useState(me.id);
  const [text, setText] = useState("");
  const [plan, setPlan] = useState<ImportPlan | null>(null);
  const [problem, setProblem] = useState<string>();
  const { run, busy, refusal } = useAction("import-schedules", take, ({ schedules, chains }) => {
    notify({ title: `${countWords(schedules, "schedule")} and ${countWords(chains, "chain")} imported` });
    router.push("/oncall/schedules");
  });
  async function read(file: File | undefined) {
    setPlan(null);
    setProblem(undefined);
    if (!file) return;
    const content = await file.text();
    setText(content);
    try {
      setPlan(await postJson(ImportPlan, "/api/oncall/import", { text: content }));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : "The file cannot be read.");
    }
  }
  const isEmpty = plan !== null && plan.schedules.length + plan.chains.length === 0;
  return (
    <PageBody>
      <OncallNavigation />
      <PageHeader
        title="Import schedules"
        description="From Grafana OnCall, PagerDuty or Opsgenie: one JSON file with what their API answers. Nothing is written before you have seen what comes."
      />
      <TextField
        label="Export"
        hint="An object with users, schedules, and on_call_shifts, escalation_policies or escalations."
        type="file"
        accept="application/json,.json"
        onChange={({ target }) => void read(target.files?.[0])}
      />
      <Refusal>{problem}</Refusal>
      {plan && (
        <>
          <ImportPreview plan={plan} />
          {plan.chains.length > 0 && <LastResort value={lastResort} onChange={setLastResort} />}
          <Button variant="primary" busy={busy} disabled={isEmpty} onClick={() => run({ text, lastResort })}>
            Import
          </Button>
          <Refusal>{refusal}</Refusal>
        </>
      )}
    </PageBody>
  );
}
