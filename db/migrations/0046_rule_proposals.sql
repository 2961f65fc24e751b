CREATE TABLE "rule_proposal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_proposal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"proposed" jsonb NOT NULL,
	"decided" jsonb,
	"evidence" jsonb NOT NULL,
	"reason" text,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "rule_proposal_open" ON "rule_proposal" USING btree ("subject") WHERE "rule_proposal"."state" = 'open';--> statement-breakpoint
CREATE INDEX "rule_proposal_subject" ON "rule_proposal" USING btree ("subject","id");