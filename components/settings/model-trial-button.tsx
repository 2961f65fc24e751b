/** Asks each model in force once and says how it went. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { postJson } from "../live/fetch-json";
import { Button } from "../ui/button";

const Trial = z.object({ sentence: z.string() });

export function ModelTrialButton() {
  const trial = useMutation({
    mutationFn: () => postJson(Trial, "/api/model/test"),
  });
  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <p role="status" className="max-w-96 text-right text-sm text-pretty text-ink-muted">
        {trial.error ? trial.error.message : trial.data?.sentence}
      </p>
      <Button busy={trial.isPending} onClick={() => trial.mutate()}>
        Test connection
      </Button>
    </div>
  );
}
