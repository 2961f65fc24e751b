ALTER TABLE "agent_run" DROP CONSTRAINT "agent_run_event_id_unique";--> statement-breakpoint
ALTER TABLE "agent_run" ADD COLUMN "revises" bigint;--> statement-breakpoint
CREATE INDEX "agent_run_event" ON "agent_run" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "agent_run_once" ON "agent_run" USING btree ("event_id") WHERE "agent_run"."revises" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "agent_run_revised_once" ON "agent_run" USING btree ("revises");