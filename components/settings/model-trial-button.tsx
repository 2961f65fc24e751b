/** Asks the endpoint in force one short question and says how it went. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { postJson } from "../live/fetch-json";
import { Button } from "../ui/button";

const Trial = z.discriminatedUnion("isWorking", [
  z.object({ isWorking: z.literal(true), model: z.string(), answer: z.string(), milliseconds: z.number() }),
  z.object({ isWorking: z.literal(false), reason: z.string() }),
]);

export function ModelTrialButton() {
  const trial = useMutation({
    mutationFn: () => postJson(Trial, "/api/model/test"),
  });
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="max-w-96 text-right text-sm text-pretty text-ink-muted">
        {wordsOf(trial.data, trial.error)}
      </p>
      <Button busy={trial.isPending} onClick={() => trial.mutate()}>
        Test it
      </Button>
    </div>
  );
}

function wordsOf(trial: z.infer<typeof Trial> | undefined, error: Error | null): string | null {
  if (error) return error.message;
  if (!trial) return null;
  if (!trial.isWorking) return trial.reason;
  return `Works: “${trial.answer}” in ${(trial.milliseconds / 1000).toFixed(1)} s`;
}
