CREATE TABLE "asked_call" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "asked_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"question_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	"tool" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"result" jsonb,
	"cost" real NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "asked_call" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_question" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ticket_question_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"text" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"mutation_id" text NOT NULL,
	"statements" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"growing" text DEFAULT '' NOT NULL,
	"engine" text,
	"model" text,
	"degraded" text,
	"prompt_hash" text,
	"up_to_event_id" bigint,
	"answered_at" timestamp with time zone,
	"is_helpful" boolean,
	"judged_by" text,
	"judged_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ticket_question" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ticket_summary" (
	"ticket_id" bigint PRIMARY KEY NOT NULL,
	"up_to_event_id" bigint NOT NULL,
	"points" jsonb,
	"model" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ticket_summary" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "asked_call" ADD CONSTRAINT "asked_call_question_id_ticket_question_id_fk" FOREIGN KEY ("question_id") REFERENCES "public"."ticket_question"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_question" ADD CONSTRAINT "ticket_question_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_summary" ADD CONSTRAINT "ticket_summary_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "asked_call_question" ON "asked_call" USING btree ("question_id","id");--> statement-breakpoint
CREATE INDEX "asked_call_tool" ON "asked_call" USING btree ("tool","at");--> statement-breakpoint
CREATE INDEX "asked_call_ticket" ON "asked_call" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_question_once" ON "ticket_question" USING btree ("ticket_id","asked_by","mutation_id");--> statement-breakpoint
CREATE INDEX "ticket_question_ticket" ON "ticket_question" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE POLICY "sight" ON "asked_call" AS PERMISSIVE FOR ALL TO public USING (exists (select from "ticket_question" as seen where seen.id = "asked_call"."question_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "ticket_question" AS PERMISSIVE FOR ALL TO public USING ("ticket_question"."ticket_id" is null or exists (select from ticket where ticket.id = "ticket_question"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "ticket_summary" AS PERMISSIVE FOR ALL TO public USING ("ticket_summary"."ticket_id" is null or exists (select from ticket where ticket.id = "ticket_summary"."ticket_id")) WITH CHECK (true);