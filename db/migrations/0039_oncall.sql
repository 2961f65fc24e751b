CREATE TABLE "oncall_calendar" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_calendar_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule_id" bigint NOT NULL,
	"name" text NOT NULL,
	"address" text,
	"read_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "oncall_chain" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_chain_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"steps" jsonb NOT NULL,
	"repeats" integer NOT NULL,
	"last_resort" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oncall_channel" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_channel_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"label" text NOT NULL,
	"target" text NOT NULL,
	"secret" text,
	"last_error" text,
	"last_sent_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oncall_contact" (
	"user_id" text PRIMARY KEY NOT NULL,
	"rules" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oncall_feed" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_feed_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" text NOT NULL,
	"schedule_id" bigint,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "oncall_feed_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "oncall_holiday" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_holiday_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule_id" bigint NOT NULL,
	"calendar_id" bigint NOT NULL,
	"name" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oncall_override" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_override_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"replaces" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"calendar_id" bigint,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "oncall_schedule" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "oncall_schedule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"time_zone" text NOT NULL,
	"layers" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "oncall_setup" (
	"id" integer PRIMARY KEY NOT NULL,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"mail_from" text,
	"mail_url" text,
	"push_public_key" text,
	"push_private_key" text
);
--> statement-breakpoint
CREATE TABLE "page" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"chain_id" bigint NOT NULL,
	"cause" text NOT NULL,
	"key" text NOT NULL,
	"urgency" text NOT NULL,
	"title" text NOT NULL,
	"brief" jsonb NOT NULL,
	"ticket_id" bigint,
	"incident_id" bigint,
	"run_id" bigint,
	"status" text DEFAULT 'open' NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"owner_id" text,
	"opened_at" timestamp with time zone NOT NULL,
	"escalates_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"resolved_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "page" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "page_call" (
	"page_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"step" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	CONSTRAINT "page_call_page_id_user_id_pk" PRIMARY KEY("page_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "page_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "page_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"page_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "page_event" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "page_notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "page_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"page_id" bigint,
	"channel_id" bigint NOT NULL,
	"user_id" text NOT NULL,
	"step" integer NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"shown_at" timestamp with time zone,
	"proof" text,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "shift_handover" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shift_handover_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule_id" bigint NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"note" text NOT NULL,
	"items" jsonb NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"signed_from_at" timestamp with time zone,
	"signed_to_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "oncall_calendar" ADD CONSTRAINT "oncall_calendar_schedule_id_oncall_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."oncall_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_chain" ADD CONSTRAINT "oncall_chain_last_resort_user_id_fk" FOREIGN KEY ("last_resort") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_channel" ADD CONSTRAINT "oncall_channel_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_contact" ADD CONSTRAINT "oncall_contact_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_feed" ADD CONSTRAINT "oncall_feed_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_feed" ADD CONSTRAINT "oncall_feed_schedule_id_oncall_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."oncall_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_holiday" ADD CONSTRAINT "oncall_holiday_schedule_id_oncall_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."oncall_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_holiday" ADD CONSTRAINT "oncall_holiday_calendar_id_oncall_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."oncall_calendar"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_schedule_id_oncall_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."oncall_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_replaces_user_id_fk" FOREIGN KEY ("replaces") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oncall_override" ADD CONSTRAINT "oncall_override_calendar_id_oncall_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."oncall_calendar"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_chain_id_oncall_chain_id_fk" FOREIGN KEY ("chain_id") REFERENCES "public"."oncall_chain"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page" ADD CONSTRAINT "page_owner_id_user_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_call" ADD CONSTRAINT "page_call_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_call" ADD CONSTRAINT "page_call_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_event" ADD CONSTRAINT "page_event_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_notice" ADD CONSTRAINT "page_notice_page_id_page_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."page"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_notice" ADD CONSTRAINT "page_notice_channel_id_oncall_channel_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."oncall_channel"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "page_notice" ADD CONSTRAINT "page_notice_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_handover" ADD CONSTRAINT "shift_handover_schedule_id_oncall_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."oncall_schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_handover" ADD CONSTRAINT "shift_handover_from_id_user_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shift_handover" ADD CONSTRAINT "shift_handover_to_id_user_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oncall_channel_user" ON "oncall_channel" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "oncall_feed_owner" ON "oncall_feed" USING btree ("user_id",coalesce("schedule_id", 0));--> statement-breakpoint
CREATE INDEX "oncall_holiday_time" ON "oncall_holiday" USING btree ("schedule_id","ends_at");--> statement-breakpoint
CREATE INDEX "oncall_override_time" ON "oncall_override" USING btree ("schedule_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "page_standing" ON "page" USING btree ("key") WHERE "page"."status" <> 'resolved';--> statement-breakpoint
CREATE INDEX "page_ticket" ON "page" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "page_incident" ON "page" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "page_event_page" ON "page_event" USING btree ("page_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "page_notice_once" ON "page_notice" USING btree ("page_id","channel_id","step");--> statement-breakpoint
CREATE INDEX "page_notice_user" ON "page_notice" USING btree ("page_id","user_id");--> statement-breakpoint
CREATE INDEX "shift_handover_schedule" ON "shift_handover" USING btree ("schedule_id","id");--> statement-breakpoint
CREATE POLICY "sight" ON "page" AS PERMISSIVE FOR ALL TO public USING ("page"."ticket_id" is null or exists (select from ticket where ticket.id = "page"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "page_call" AS PERMISSIVE FOR ALL TO public USING (exists (select from "page" as seen where seen.id = "page_call"."page_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "page_event" AS PERMISSIVE FOR ALL TO public USING (exists (select from "page" as seen where seen.id = "page_event"."page_id")) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "sight" ON "audit" TO public USING (case "audit"."entity"
    when 'ticket' then exists (select from ticket where ticket.id = "audit"."entity_id"::bigint)
    when 'suggestion' then exists (select from suggestion where suggestion.id = "audit"."entity_id"::bigint)
    when 'consideration' then exists (select from consideration where consideration.id = "audit"."entity_id"::bigint)
    when 'incident' then exists (select from incident where incident.id = "audit"."entity_id"::bigint)
    when 'page' then exists (select from page where page.id = "audit"."entity_id"::bigint)
    when 'customer' then exists (select from customer where customer.id = "audit"."entity_id"::bigint)
    else true end) WITH CHECK (true);