CREATE TABLE "request" (
	"id" text PRIMARY KEY NOT NULL,
	"said" text NOT NULL,
	"answer" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP INDEX "ticket_question_once";--> statement-breakpoint
CREATE INDEX "request_at" ON "request" USING btree ("at");--> statement-breakpoint
ALTER TABLE "ticket_question" DROP COLUMN "mutation_id";