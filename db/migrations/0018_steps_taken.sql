ALTER TABLE "teaching" ADD COLUMN "step_event_id" bigint;--> statement-breakpoint
ALTER TABLE "teaching" ADD CONSTRAINT "teaching_step_event_id_unique" UNIQUE("step_event_id");