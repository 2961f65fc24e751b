CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "seal" text;--> statement-breakpoint
CREATE INDEX "sign_in_attempt_since" ON "sign_in_attempt" USING btree ("since");--> statement-breakpoint
create trigger audit_keep before truncate on "audit" for each statement execute function refuse_change();
--> statement-breakpoint
create trigger ticket_event_keep before truncate on "ticket_event" for each statement execute function refuse_change();
