ALTER POLICY "sight" ON "kept_evidence" TO public USING (exists (select from "agent_run" as seen where seen.id = "kept_evidence"."agent_run_id")) WITH CHECK (true);--> statement-breakpoint
DROP INDEX "kept_evidence_investigation";--> statement-breakpoint
ALTER TABLE "kept_evidence" DROP COLUMN "investigation_id";--> statement-breakpoint
UPDATE "kept_evidence" SET "seen" = jsonb_set("seen", '{step}', CASE WHEN jsonb_typeof("seen" -> 'call') = 'object' THEN '"tool"' ELSE coalesce(run.candidates -> 'step', '"wait"') END)
FROM "agent_run" AS run WHERE run.id = "agent_run_id";
