CREATE TABLE "ticket_search" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
DROP INDEX "ticket_inbox";--> statement-breakpoint
ALTER TABLE "ticket_search" ADD CONSTRAINT "ticket_search_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_search_words" ON "ticket_search" USING gin ("words");--> statement-breakpoint
CREATE INDEX "ticket_waiting" ON "ticket" USING btree ("last_event_at","id") WHERE "ticket"."status" = 'waiting';--> statement-breakpoint
CREATE INDEX "ticket_finished" ON "ticket" USING btree ("last_event_at","id") WHERE "ticket"."status" in ('solved','closed');--> statement-breakpoint
INSERT INTO "ticket_search" ("ticket_id", "words")
SELECT ticket.id, to_tsvector('simple', concat_ws(' ', subject, name, company, email))
FROM ticket LEFT JOIN customer ON customer.id = ticket.customer_id;
