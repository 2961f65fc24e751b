CREATE TABLE "component_pair" (
	"first" text NOT NULL,
	"second" text NOT NULL,
	"together" integer DEFAULT 0 NOT NULL,
	"verdict" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "component_pair_first_second_pk" PRIMARY KEY("first","second")
);
--> statement-breakpoint
CREATE TABLE "component_use" (
	"component" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"first_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "incident_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"title" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"severity" text,
	"service" text,
	"source" text NOT NULL,
	"ticket_id" bigint,
	"starts_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"last_join_at" timestamp with time zone NOT NULL,
	"quiet_since" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"members" integer DEFAULT 0 NOT NULL,
	"firing" integer DEFAULT 0 NOT NULL,
	"merged_into" bigint,
	"major" text DEFAULT 'none' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "incident_alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"alert_id" bigint NOT NULL,
	"reason" jsonb NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	"told_start" text
);
--> statement-breakpoint
CREATE TABLE "incident_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "incident_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_name" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_key" (
	"key" text NOT NULL,
	"incident_id" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "incident_key_key_incident_id_pk" PRIMARY KEY("key","incident_id")
);
--> statement-breakpoint
CREATE TABLE "incident_ticket" (
	"incident_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"reason" jsonb NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "incident_ticket_incident_id_ticket_id_pk" PRIMARY KEY("incident_id","ticket_id"),
	CONSTRAINT "incident_ticket_ticket_id_unique" UNIQUE("ticket_id")
);
--> statement-breakpoint
CREATE TABLE "label_use" (
	"source" text NOT NULL,
	"name" text NOT NULL,
	"label" text NOT NULL,
	"alerts" integer NOT NULL,
	"values" text[] NOT NULL,
	CONSTRAINT "label_use_source_name_label_pk" PRIMARY KEY("source","name","label")
);
--> statement-breakpoint
CREATE TABLE "alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source" text NOT NULL,
	"fingerprint" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"severity" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"occurrences" integer DEFAULT 0 NOT NULL,
	"labels" jsonb NOT NULL,
	"annotations" jsonb NOT NULL,
	"generator_url" text,
	"group_key" text,
	"flaws" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_heartbeat" boolean DEFAULT false NOT NULL,
	"overdue_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_episode" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alert_episode_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alert_id" bigint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"flips" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident" ADD CONSTRAINT "incident_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_alert" ADD CONSTRAINT "incident_alert_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_alert" ADD CONSTRAINT "incident_alert_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_event" ADD CONSTRAINT "incident_event_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_key" ADD CONSTRAINT "incident_key_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_ticket" ADD CONSTRAINT "incident_ticket_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_ticket" ADD CONSTRAINT "incident_ticket_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_episode" ADD CONSTRAINT "alert_episode_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "component_pair_second" ON "component_pair" USING btree ("second");--> statement-breakpoint
CREATE INDEX "incident_status" ON "incident" USING btree ("status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_of_ticket" ON "incident" USING btree ("ticket_id") WHERE "incident"."ticket_id" is not null;--> statement-breakpoint
CREATE INDEX "incident_opened" ON "incident" USING btree ("source","opened_at");--> statement-breakpoint
CREATE INDEX "incident_alert_incident" ON "incident_alert" USING btree ("incident_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_alert_now" ON "incident_alert" USING btree ("alert_id") WHERE "incident_alert"."left_at" is null;--> statement-breakpoint
CREATE INDEX "incident_event_incident" ON "incident_event" USING btree ("incident_id","id");--> statement-breakpoint
CREATE INDEX "incident_key_incident" ON "incident_key" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_fingerprint" ON "alert" USING btree ("source","fingerprint");--> statement-breakpoint
CREATE INDEX "alert_seen" ON "alert" USING btree ("source","first_seen_at");--> statement-breakpoint
CREATE INDEX "alert_overdue" ON "alert" USING btree ("overdue_at") WHERE "alert"."overdue_at" is not null;--> statement-breakpoint
CREATE INDEX "alert_episode_alert" ON "alert_episode" USING btree ("alert_id","id");