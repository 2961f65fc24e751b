CREATE TABLE "action" (
	"name" text PRIMARY KEY NOT NULL,
	"description" text NOT NULL,
	"kind" text NOT NULL,
	"risk" integer NOT NULL,
	"arguments" jsonb NOT NULL,
	"target" text NOT NULL,
	"approver" text NOT NULL,
	"url" text,
	"secret" text,
	"bearer" text,
	"instructions" text DEFAULT '' NOT NULL,
	"time_limit" integer NOT NULL,
	"can_roll_back" boolean NOT NULL,
	"keeps_keys" boolean NOT NULL,
	"verification" text NOT NULL,
	"verify_within" integer NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "action_approval" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "action_approval_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"user_id" text,
	"certificate_id" bigint,
	"arguments_digest" text NOT NULL,
	"effect_digest" text NOT NULL,
	"typed" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "action_certificate" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "action_certificate_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"action" text NOT NULL,
	"category" text NOT NULL,
	"version" integer NOT NULL,
	"bound" real NOT NULL,
	"level" real NOT NULL,
	"runs" integer NOT NULL,
	"wrong" integer NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_by" text,
	"confirmed_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_because" text
);
--> statement-breakpoint
CREATE TABLE "action_outcome" (
	"run_id" bigint PRIMARY KEY NOT NULL,
	"action" text NOT NULL,
	"category" text NOT NULL,
	"is_wrong" boolean NOT NULL,
	"why" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settles_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "action_run" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "action_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"suggestion_id" bigint,
	"event_id" bigint,
	"action" text NOT NULL,
	"version" integer NOT NULL,
	"risk" integer NOT NULL,
	"category" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"provenance" jsonb NOT NULL,
	"arguments_digest" text NOT NULL,
	"effect" jsonb NOT NULL,
	"effect_digest" text NOT NULL,
	"status" text DEFAULT 'prepared' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"idempotency_key" text NOT NULL,
	"prepared_by" text NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"executed_at" timestamp with time zone,
	"result" jsonb,
	"verification" text,
	"verified_at" timestamp with time zone,
	"signal" jsonb,
	"roll_back_started_at" timestamp with time zone,
	"roll_back_asked_at" timestamp with time zone,
	"rolled_back_at" timestamp with time zone,
	"is_escalated" boolean DEFAULT false NOT NULL,
	CONSTRAINT "action_run_idempotency_key_unique" UNIQUE("idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "sample_deed" (
	"key" text PRIMARY KEY NOT NULL,
	"answer" jsonb NOT NULL,
	"before" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sample_system" (
	"name" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "action_approval" ADD CONSTRAINT "action_approval_run_id_action_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."action_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_approval" ADD CONSTRAINT "action_approval_certificate_id_action_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."action_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_certificate" ADD CONSTRAINT "action_certificate_action_action_name_fk" FOREIGN KEY ("action") REFERENCES "public"."action"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_outcome" ADD CONSTRAINT "action_outcome_run_id_action_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."action_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_run" ADD CONSTRAINT "action_run_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_run" ADD CONSTRAINT "action_run_suggestion_id_suggestion_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."suggestion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_run" ADD CONSTRAINT "action_run_event_id_ticket_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."ticket_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "action_run" ADD CONSTRAINT "action_run_action_action_name_fk" FOREIGN KEY ("action") REFERENCES "public"."action"("name") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "action_approval_once" ON "action_approval" USING btree ("run_id","kind","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "action_certificate_standing" ON "action_certificate" USING btree ("action","category") WHERE "action_certificate"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "action_outcome_scope" ON "action_outcome" USING btree ("action","category");--> statement-breakpoint
CREATE INDEX "action_run_ticket" ON "action_run" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "action_run_open" ON "action_run" USING btree ("id") WHERE "action_run"."status" in ('prepared', 'waiting', 'approved');--> statement-breakpoint
CREATE INDEX "action_run_suggestion" ON "action_run" USING btree ("suggestion_id");--> statement-breakpoint
CREATE INDEX "action_run_recent" ON "action_run" USING btree ("prepared_at");