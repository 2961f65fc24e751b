CREATE TABLE "investigation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "investigation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	CONSTRAINT "investigation_ticket_id_unique" UNIQUE("ticket_id")
);
--> statement-breakpoint
CREATE TABLE "own_call" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "own_call_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"investigation_id" bigint NOT NULL,
	"event_id" bigint NOT NULL,
	"consideration_id" bigint,
	"tool" text NOT NULL,
	"cost" real NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"not_needed_by" text,
	"not_needed_at" timestamp with time zone,
	CONSTRAINT "own_call_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
ALTER TABLE "investigation" ADD CONSTRAINT "investigation_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_call" ADD CONSTRAINT "own_call_investigation_id_investigation_id_fk" FOREIGN KEY ("investigation_id") REFERENCES "public"."investigation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_call" ADD CONSTRAINT "own_call_event_id_ticket_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."ticket_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_call" ADD CONSTRAINT "own_call_consideration_id_consideration_id_fk" FOREIGN KEY ("consideration_id") REFERENCES "public"."consideration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "own_call_investigation" ON "own_call" USING btree ("investigation_id","event_id");--> statement-breakpoint
CREATE INDEX "own_call_tool" ON "own_call" USING btree ("tool","at");