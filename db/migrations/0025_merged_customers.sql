CREATE TABLE "customer_merge" (
	"customer_id" bigint PRIMARY KEY NOT NULL,
	"into_id" bigint NOT NULL,
	"filled" jsonb NOT NULL,
	"merged_at" timestamp with time zone NOT NULL,
	"merged_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "customer" ADD COLUMN "email_verified" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "contact_id" bigint;--> statement-breakpoint
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_merge" ADD CONSTRAINT "customer_merge_into_id_customer_id_fk" FOREIGN KEY ("into_id") REFERENCES "public"."customer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customer_merge_into" ON "customer_merge" USING btree ("into_id");--> statement-breakpoint
CREATE INDEX "customer_verified_address" ON "customer" USING btree (lower("email")) WHERE "customer"."email_verified";--> statement-breakpoint
UPDATE "ticket" SET "contact_id" = "customer_id" WHERE "customer_id" IS NOT NULL;
--> statement-breakpoint
-- The customer by whose card one goes.
CREATE FUNCTION "customer_root"("wanted" bigint) RETURNS bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE up(id, level) AS (
    SELECT "wanted", 0
    UNION ALL SELECT into_id, level + 1 FROM customer_merge JOIN up ON customer_merge.customer_id = up.id
  ) SELECT id FROM up ORDER BY level DESC LIMIT 1
$$;
--> statement-breakpoint
-- A customer and all who were merged into it.
CREATE FUNCTION "customer_everyone"("wanted" bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
  WITH RECURSIVE everyone(id) AS (
    SELECT "wanted"
    UNION ALL SELECT customer_id FROM customer_merge JOIN everyone ON customer_merge.into_id = everyone.id
  ) SELECT id FROM everyone
$$;
--> statement-breakpoint
-- A ticket is found by every card of who asks.
CREATE OR REPLACE FUNCTION "ticket_words"("wanted" bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT to_tsvector('simple', search_words(regexp_replace(concat_ws(' ', subject, (
    SELECT string_agg(concat_ws(' ', name, company, email), ' ' ORDER BY customer.id <> ticket.customer_id, customer.id)
    FROM customer WHERE customer.id IN (SELECT customer_everyone(ticket.customer_id))
  ), category, service, (
    SELECT string_agg(words, ' ') FROM (
      SELECT left(body, 8000) || ' ' || coalesce((SELECT string_agg(value, ' ') FROM jsonb_each_text(data->'labels')), '') AS words
      FROM ticket_event
      WHERE ticket_id = ticket.id
        AND ticket_event.kind IN ('customer_message', 'analyst_reply', 'note', 'alert_firing', 'alert_resolved')
      ORDER BY ticket_event.id DESC LIMIT 40
    ) AS newest
  )), '\S{255}\S{255,}', ' ', 'g')))
  FROM ticket WHERE ticket.id = "wanted"
$$;
