ALTER TABLE "teaching" DROP CONSTRAINT "teaching_consideration_id_unique";--> statement-breakpoint
ALTER TABLE "teaching" ADD COLUMN "replaces" bigint;--> statement-breakpoint
ALTER TABLE "consideration" ADD COLUMN "wanted" jsonb;--> statement-breakpoint
ALTER TABLE "decision" ADD COLUMN "alternative" integer;--> statement-breakpoint
ALTER TABLE "label" ADD COLUMN "alternative" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "teaching_grade" ON "teaching" USING btree ("consideration_id") WHERE "teaching"."replaces" is null;--> statement-breakpoint
ALTER TABLE "teaching" ADD CONSTRAINT "teaching_replaces_unique" UNIQUE("replaces");