ALTER TABLE "customer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "imported_ticket" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_alert" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_key" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_ticket" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "hypothesis" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "investigation" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "kept_evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "own_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "change" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "teaching" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action_approval" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action_outcome" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "action_run" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consideration" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "decision" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "label" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "live_draft" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "suggestion" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "attachment" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "delivery" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "presence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticket" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "ticket_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "queue" ADD COLUMN "is_restricted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE POLICY "sight" ON "customer" AS PERMISSIVE FOR ALL TO public USING (exists (select from ticket where ticket.customer_id = customer_root("customer"."id"))) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "imported_ticket" AS PERMISSIVE FOR ALL TO public USING ("imported_ticket"."ticket_id" is null or exists (select from ticket where ticket.id = "imported_ticket"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "incident" AS PERMISSIVE FOR ALL TO public USING ("incident"."ticket_id" is null or exists (select from ticket where ticket.id = "incident"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "incident_alert" AS PERMISSIVE FOR ALL TO public USING (exists (select from "incident" as seen where seen.id = "incident_alert"."incident_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "incident_event" AS PERMISSIVE FOR ALL TO public USING (exists (select from "incident" as seen where seen.id = "incident_event"."incident_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "incident_key" AS PERMISSIVE FOR ALL TO public USING (exists (select from "incident" as seen where seen.id = "incident_key"."incident_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "incident_ticket" AS PERMISSIVE FOR ALL TO public USING ("incident_ticket"."ticket_id" is null or exists (select from ticket where ticket.id = "incident_ticket"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "hypothesis" AS PERMISSIVE FOR ALL TO public USING (exists (select from "investigation" as seen where seen.id = "hypothesis"."investigation_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "investigation" AS PERMISSIVE FOR ALL TO public USING ("investigation"."ticket_id" is null or exists (select from ticket where ticket.id = "investigation"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "kept_evidence" AS PERMISSIVE FOR ALL TO public USING (exists (select from "investigation" as seen where seen.id = "kept_evidence"."investigation_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "own_call" AS PERMISSIVE FOR ALL TO public USING (exists (select from "investigation" as seen where seen.id = "own_call"."investigation_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "audit" AS PERMISSIVE FOR ALL TO public USING (case "audit"."entity"
    when 'ticket' then exists (select from ticket where ticket.id = "audit"."entity_id"::bigint)
    when 'suggestion' then exists (select from suggestion where suggestion.id = "audit"."entity_id"::bigint)
    when 'consideration' then exists (select from consideration where consideration.id = "audit"."entity_id"::bigint)
    when 'incident' then exists (select from incident where incident.id = "audit"."entity_id"::bigint)
    when 'customer' then exists (select from customer where customer.id = "audit"."entity_id"::bigint)
    else true end) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "change" AS PERMISSIVE FOR ALL TO public USING ("change"."ticket_id" is null or exists (select from ticket where ticket.id = "change"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "teaching" AS PERMISSIVE FOR ALL TO public USING ("teaching"."ticket_id" is null or exists (select from ticket where ticket.id = "teaching"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "action_approval" AS PERMISSIVE FOR ALL TO public USING (exists (select from "action_run" as seen where seen.id = "action_approval"."run_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "action_outcome" AS PERMISSIVE FOR ALL TO public USING (exists (select from "action_run" as seen where seen.id = "action_outcome"."run_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "action_run" AS PERMISSIVE FOR ALL TO public USING ("action_run"."ticket_id" is null or exists (select from ticket where ticket.id = "action_run"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "consideration" AS PERMISSIVE FOR ALL TO public USING ("consideration"."ticket_id" is null or exists (select from ticket where ticket.id = "consideration"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "decision" AS PERMISSIVE FOR ALL TO public USING ("decision"."ticket_id" is null or exists (select from ticket where ticket.id = "decision"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "label" AS PERMISSIVE FOR ALL TO public USING ("label"."ticket_id" is null or exists (select from ticket where ticket.id = "label"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "live_draft" AS PERMISSIVE FOR ALL TO public USING ("live_draft"."ticket_id" is null or exists (select from ticket where ticket.id = "live_draft"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "suggestion" AS PERMISSIVE FOR ALL TO public USING ("suggestion"."ticket_id" is null or exists (select from ticket where ticket.id = "suggestion"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "attachment" AS PERMISSIVE FOR ALL TO public USING ("attachment"."ticket_id" is null or exists (select from ticket where ticket.id = "attachment"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "delivery" AS PERMISSIVE FOR ALL TO public USING ("delivery"."ticket_id" is null or exists (select from ticket where ticket.id = "delivery"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "presence" AS PERMISSIVE FOR ALL TO public USING ("presence"."ticket_id" is null or exists (select from ticket where ticket.id = "presence"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "ticket" AS PERMISSIVE FOR ALL TO public USING ("ticket"."queue_id" is null or "ticket"."queue_id" <> all ((select current_setting('vigil.hidden_queues')::bigint[])::bigint[])) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "ticket_event" AS PERMISSIVE FOR ALL TO public USING ("ticket_event"."ticket_id" is null or exists (select from ticket where ticket.id = "ticket_event"."ticket_id")) WITH CHECK (true);