ALTER TABLE "connector" ADD COLUMN "outgoing_url" text;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "must_change_password" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "delivery" ADD COLUMN "connector_id" text;--> statement-breakpoint
CREATE INDEX "delivery_failed" ON "delivery" USING btree ("ticket_id") WHERE "delivery"."status" = 'failed';