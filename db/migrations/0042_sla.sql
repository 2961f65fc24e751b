CREATE TABLE "commitment" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "commitment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"event_id" bigint NOT NULL,
	"owner_id" text,
	"owner_name" text NOT NULL,
	"text" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" bigint,
	"nudged_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "commitment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sla_clock" (
	"ticket_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"policy" text NOT NULL,
	"target_ms" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"used_ms" bigint NOT NULL,
	"running_since" timestamp with time zone,
	"due_at" timestamp with time zone,
	"stopped_at" timestamp with time zone,
	"breached_at" timestamp with time zone,
	"warned" integer NOT NULL,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sla_clock" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "follow_up_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "follow_up_reason" text;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "rings_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitment" ADD CONSTRAINT "commitment_event_id_ticket_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."ticket_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sla_clock" ADD CONSTRAINT "sla_clock_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "commitment_sentence" ON "commitment" USING btree ("event_id","due_at");--> statement-breakpoint
CREATE INDEX "commitment_ticket" ON "commitment" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "commitment_settled" ON "commitment" USING btree ("made_at","state");--> statement-breakpoint
CREATE UNIQUE INDEX "sla_clock_key" ON "sla_clock" USING btree ("ticket_id","kind","started_at");--> statement-breakpoint
CREATE INDEX "sla_clock_started" ON "sla_clock" USING btree ("started_at","policy","kind");--> statement-breakpoint
CREATE INDEX "sla_clock_breached" ON "sla_clock" USING btree ("breached_at") WHERE "sla_clock"."breached_at" is not null;--> statement-breakpoint
CREATE INDEX "ticket_rings" ON "ticket" USING btree ("rings_at","id") WHERE "ticket"."rings_at" is not null;--> statement-breakpoint
CREATE POLICY "sight" ON "commitment" AS PERMISSIVE FOR ALL TO public USING ("commitment"."ticket_id" is null or exists (select from ticket where ticket.id = "commitment"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "sla_clock" AS PERMISSIVE FOR ALL TO public USING ("sla_clock"."ticket_id" is null or exists (select from ticket where ticket.id = "sla_clock"."ticket_id")) WITH CHECK (true);
--> statement-breakpoint
-- What was due before is due still. Response clocks are counted by the worker as it starts.
UPDATE "ticket" SET "follow_up_at" = "due_at", "follow_up_reason" = "due_reason", "rings_at" = "due_at"
WHERE "due_reason" IN ('nudge', 'close', 'scheduled');--> statement-breakpoint
INSERT INTO "commitment" ("ticket_id", "event_id", "owner_id", "owner_name", "text", "made_at", "due_at")
SELECT "ticket"."id", "reply"."id", "reply"."actor_id", "reply"."actor_name", left("reply"."body", 500), "reply"."at", "ticket"."due_at"
FROM "ticket" CROSS JOIN LATERAL (
	SELECT * FROM "ticket_event" WHERE "ticket_id" = "ticket"."id" AND "kind" = 'analyst_reply' ORDER BY "at" DESC, "id" DESC LIMIT 1
) AS "reply"
WHERE "ticket"."due_reason" = 'promise';--> statement-breakpoint
UPDATE "ticket" SET "rings_at" = "due_at" WHERE "due_reason" = 'promise';--> statement-breakpoint
-- The timers that were jobs of their own: the poll of this index does their work.
DO $$ BEGIN
	IF to_regclass('dbos.workflow_status') IS NOT NULL THEN
		DELETE FROM dbos.workflow_input USING dbos.workflow_status
		WHERE workflow_input.workflow_uuid = workflow_status.workflow_uuid AND workflow_status.name = 'tickets.followUp';
		DELETE FROM dbos.workflow_status WHERE name = 'tickets.followUp';
	END IF;
END $$;
