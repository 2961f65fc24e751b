ALTER TABLE "connector" ADD COLUMN "previous_secret" text;--> statement-breakpoint
ALTER TABLE "connector" ADD COLUMN "previous_until" timestamp with time zone;