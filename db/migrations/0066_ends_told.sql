ALTER TABLE "alert" ADD COLUMN "ends_told" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "alert" SET "ends_told" = 1 WHERE "state" = 'resolved' OR "occurrences" > 1;
