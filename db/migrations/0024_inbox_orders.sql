DROP INDEX "ticket_waiting";--> statement-breakpoint
CREATE INDEX "ticket_ours" ON "ticket" USING btree ("last_event_at","id") WHERE "ticket"."status" in ('new','open');--> statement-breakpoint
CREATE INDEX "ticket_active_age" ON "ticket" USING btree ("opened_at","id") WHERE "ticket"."status" in ('new','open','waiting','on_hold');--> statement-breakpoint
CREATE INDEX "ticket_active_due" ON "ticket" USING btree ("due_at","id") WHERE "ticket"."status" in ('new','open','waiting','on_hold');--> statement-breakpoint
CREATE INDEX "ticket_waiting" ON "ticket" USING btree ("last_event_at","id") WHERE "ticket"."status" in ('waiting','on_hold');--> statement-breakpoint
-- What waits for a customer or for a time is active no more: the badges are counted anew.
DELETE FROM "counter" WHERE "scope" IN ('active', 'waiting');--> statement-breakpoint
INSERT INTO "counter" ("scope", "key", "shard", "value")
SELECT CASE WHEN "status" IN ('new', 'open') THEN 'active' ELSE 'waiting' END, '', 0, count(*)
FROM "ticket" WHERE "status" IN ('new', 'open', 'waiting', 'on_hold') GROUP BY 1;
