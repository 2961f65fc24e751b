ALTER TABLE "presence" ADD COLUMN "doing" text DEFAULT 'looking' NOT NULL;
--> statement-breakpoint
ALTER TABLE "presence" DROP COLUMN "is_typing";
