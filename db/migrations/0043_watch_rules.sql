CREATE TABLE "watch_match" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "watch_match_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"level" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text NOT NULL,
	"group" text NOT NULL,
	"ticket_id" bigint,
	"subject" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "watch_match" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "watch_rule" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "watch_rule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"state" text DEFAULT 'shadow' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rule" jsonb NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "watch_seen" (
	"kind" text NOT NULL,
	"subject_id" bigint NOT NULL,
	CONSTRAINT "watch_seen_kind_subject_id_pk" PRIMARY KEY("kind","subject_id")
);
--> statement-breakpoint
ALTER TABLE "watch_match" ADD CONSTRAINT "watch_match_rule_id_watch_rule_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."watch_rule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watch_match" ADD CONSTRAINT "watch_match_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "watch_match_rule" ON "watch_match" USING btree ("rule_id","at");--> statement-breakpoint
CREATE INDEX "watch_match_ticket" ON "watch_match" USING btree ("ticket_id");--> statement-breakpoint
CREATE POLICY "sight" ON "watch_match" AS PERMISSIVE FOR ALL TO public USING ("watch_match"."ticket_id" is null or exists (select from ticket where ticket.id = "watch_match"."ticket_id")) WITH CHECK (true);