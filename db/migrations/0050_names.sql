-- Tables, columns, indexes and constraints get the names the code has for them.
ALTER TABLE "teaching" RENAME TO "training_example";--> statement-breakpoint
ALTER SEQUENCE "teaching_id_seq" RENAME TO "training_example_id_seq";--> statement-breakpoint
ALTER TABLE "training_example" RENAME COLUMN "consideration_id" TO "agent_run_id";--> statement-breakpoint
ALTER TABLE "training_example" RENAME CONSTRAINT "teaching_pkey" TO "training_example_pkey";--> statement-breakpoint
ALTER TABLE "training_example" RENAME CONSTRAINT "teaching_up_to_event_id_unique" TO "training_example_up_to_event_id_unique";--> statement-breakpoint
ALTER TABLE "training_example" RENAME CONSTRAINT "teaching_step_event_id_unique" TO "training_example_step_event_id_unique";--> statement-breakpoint
ALTER TABLE "training_example" RENAME CONSTRAINT "teaching_decision_id_unique" TO "training_example_decision_id_unique";--> statement-breakpoint
ALTER TABLE "training_example" RENAME CONSTRAINT "teaching_replaces_unique" TO "training_example_replaces_unique";--> statement-breakpoint
ALTER INDEX "teaching_ticket" RENAME TO "training_example_ticket";--> statement-breakpoint
ALTER INDEX "teaching_grade" RENAME TO "training_example_grade";--> statement-breakpoint
ALTER TABLE "consideration" RENAME TO "agent_run";--> statement-breakpoint
ALTER SEQUENCE "consideration_id_seq" RENAME TO "agent_run_id_seq";--> statement-breakpoint
ALTER TABLE "agent_run" RENAME COLUMN "wanted" TO "expected";--> statement-breakpoint
ALTER TABLE "agent_run" RENAME CONSTRAINT "consideration_pkey" TO "agent_run_pkey";--> statement-breakpoint
ALTER TABLE "agent_run" RENAME CONSTRAINT "consideration_event_id_unique" TO "agent_run_event_id_unique";--> statement-breakpoint
ALTER TABLE "agent_run" RENAME CONSTRAINT "consideration_ticket_id_ticket_id_fk" TO "agent_run_ticket_id_ticket_id_fk";--> statement-breakpoint
ALTER TABLE "agent_run" RENAME CONSTRAINT "consideration_event_id_ticket_event_id_fk" TO "agent_run_event_id_ticket_event_id_fk";--> statement-breakpoint
ALTER INDEX "consideration_ticket" RENAME TO "agent_run_ticket";--> statement-breakpoint
ALTER INDEX "consideration_at" RENAME TO "agent_run_at";--> statement-breakpoint
ALTER TABLE "suggestion" RENAME COLUMN "consideration_id" TO "agent_run_id";--> statement-breakpoint
ALTER TABLE "suggestion" RENAME CONSTRAINT "suggestion_consideration_id_consideration_id_fk" TO "suggestion_agent_run_id_agent_run_id_fk";--> statement-breakpoint
ALTER TABLE "kept_evidence" RENAME COLUMN "consideration_id" TO "agent_run_id";--> statement-breakpoint
ALTER TABLE "kept_evidence" RENAME CONSTRAINT "kept_evidence_consideration_id_consideration_id_fk" TO "kept_evidence_agent_run_id_agent_run_id_fk";--> statement-breakpoint
ALTER TABLE "own_call" RENAME COLUMN "consideration_id" TO "agent_run_id";--> statement-breakpoint
ALTER TABLE "own_call" RENAME CONSTRAINT "own_call_consideration_id_consideration_id_fk" TO "own_call_agent_run_id_agent_run_id_fk";--> statement-breakpoint
ALTER TABLE "symptom" RENAME TO "customer_report";--> statement-breakpoint
ALTER TABLE "customer_report" RENAME CONSTRAINT "symptom_pkey" TO "customer_report_pkey";--> statement-breakpoint
ALTER TABLE "customer_report" RENAME CONSTRAINT "symptom_ticket_id_ticket_id_fk" TO "customer_report_ticket_id_ticket_id_fk";--> statement-breakpoint
ALTER INDEX "symptom_at" RENAME TO "customer_report_at";--> statement-breakpoint
ALTER INDEX "symptom_ticket" RENAME TO "customer_report_ticket";--> statement-breakpoint
ALTER INDEX "symptom_terms" RENAME TO "customer_report_terms";--> statement-breakpoint
ALTER TABLE "symptom_term" RENAME TO "report_term";--> statement-breakpoint
ALTER TABLE "report_term" RENAME CONSTRAINT "symptom_term_pkey" TO "report_term_pkey";--> statement-breakpoint
ALTER TABLE "commitment" RENAME COLUMN "nudged_at" TO "reminded_at";--> statement-breakpoint
ALTER TABLE "hypothesis" RENAME COLUMN "standing" TO "status";--> statement-breakpoint
ALTER TABLE "hypothesis" RENAME COLUMN "said_standing" TO "said_status";--> statement-breakpoint
ALTER INDEX "decision_standing" RENAME TO "decision_active";--> statement-breakpoint
ALTER INDEX "page_standing" RENAME TO "page_unresolved";--> statement-breakpoint
ALTER INDEX "action_certificate_standing" RENAME TO "action_certificate_active";--> statement-breakpoint
-- Entries of earlier releases call an agent run what its table was called.
ALTER POLICY "sight" ON "audit" TO public USING (case "audit"."entity"
    when 'ticket' then exists (select from ticket where ticket.id = "audit"."entity_id"::bigint)
    when 'suggestion' then exists (select from suggestion where suggestion.id = "audit"."entity_id"::bigint)
    when 'agent_run' then exists (select from agent_run where agent_run.id = "audit"."entity_id"::bigint)
    when 'consideration' then exists (select from agent_run where agent_run.id = "audit"."entity_id"::bigint)
    when 'incident' then exists (select from incident where incident.id = "audit"."entity_id"::bigint)
    when 'page' then exists (select from page where page.id = "audit"."entity_id"::bigint)
    when 'customer' then exists (select from customer where customer.id = "audit"."entity_id"::bigint)
    else true end) WITH CHECK (true);--> statement-breakpoint
-- Postgres 18 keeps a name for every NOT NULL, which a rename leaves as it was.
DO $$
DECLARE old record;
BEGIN
  FOR old IN
    SELECT conname AS name, conrelid::regclass AS "table",
      (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) AS "column"
    FROM pg_constraint WHERE contype = 'n' AND connamespace = 'public'::regnamespace
      AND conrelid IN ('training_example'::regclass, 'agent_run'::regclass, 'suggestion'::regclass, 'kept_evidence'::regclass,
        'own_call'::regclass, 'customer_report'::regclass, 'report_term'::regclass, 'hypothesis'::regclass)
  LOOP
    IF old.name <> format('%s_%s_not_null', old."table", old."column") THEN
      EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', old."table", old.name,
        format('%s_%s_not_null', old."table", old."column"));
    END IF;
  END LOOP;
END $$;--> statement-breakpoint
UPDATE "training_example" SET "facts" = ("facts" - 'wanted') || jsonb_build_object('expected', "facts"->'wanted') WHERE "facts" ? 'wanted';--> statement-breakpoint
UPDATE "replay_run" SET "report" = regexp_replace("report"::text, '"consideration(s|s_per_second|_ms)":', '"agent_run\1":', 'g')::jsonb;
