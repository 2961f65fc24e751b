ALTER TABLE "teaching" ADD COLUMN "consideration_id" bigint;--> statement-breakpoint
ALTER TABLE "teaching" ADD CONSTRAINT "teaching_consideration_id_unique" UNIQUE("consideration_id");