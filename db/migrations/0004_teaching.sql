CREATE TABLE "teaching" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "teaching_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" bigint NOT NULL,
	"up_to_event_id" bigint,
	"decision_id" bigint,
	"facts" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "teaching_up_to_event_id_unique" UNIQUE("up_to_event_id"),
	CONSTRAINT "teaching_decision_id_unique" UNIQUE("decision_id")
);
--> statement-breakpoint
CREATE INDEX "teaching_ticket" ON "teaching" USING btree ("ticket_id");