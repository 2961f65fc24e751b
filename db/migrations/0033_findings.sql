CREATE TABLE "hypothesis" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hypothesis_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"investigation_id" bigint NOT NULL,
	"key" text NOT NULL,
	"tool" text,
	"text" text NOT NULL,
	"standing" text NOT NULL,
	"confidence" real NOT NULL,
	"marks" jsonb NOT NULL,
	"why" text NOT NULL,
	"tickets" jsonb NOT NULL,
	"is_quiet" boolean NOT NULL,
	"is_blocked" boolean NOT NULL,
	"source" text NOT NULL,
	"place" integer NOT NULL,
	"said_standing" text,
	"is_struck" boolean DEFAULT false NOT NULL,
	"said_by" text,
	"said_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "kept_evidence" (
	"consideration_id" bigint PRIMARY KEY NOT NULL,
	"investigation_id" bigint NOT NULL,
	"up_to_event_id" bigint NOT NULL,
	"seen" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "confidence" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "assessed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "grade" text;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "graded_by" text;--> statement-breakpoint
ALTER TABLE "investigation" ADD COLUMN "graded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "hypothesis" ADD CONSTRAINT "hypothesis_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_evidence" ADD CONSTRAINT "kept_evidence_consideration_id_consideration_id_fk" FOREIGN KEY ("consideration_id") REFERENCES "public"."consideration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_evidence" ADD CONSTRAINT "kept_evidence_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "hypothesis_once" ON "hypothesis" USING btree ("investigation_id","key");--> statement-breakpoint
CREATE INDEX "kept_evidence_investigation" ON "kept_evidence" USING btree ("investigation_id","consideration_id");--> statement-breakpoint
CREATE INDEX "ticket_event_results" ON "ticket_event" USING btree (("data" ->> 'tool'),"id") WHERE "ticket_event"."kind" = 'tool_result';