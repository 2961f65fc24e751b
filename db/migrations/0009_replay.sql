CREATE TABLE "replay_run" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "replay_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"report" jsonb NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "consideration" ADD COLUMN "candidates" jsonb;--> statement-breakpoint
CREATE INDEX "replay_run_finished" ON "replay_run" USING btree ("finished_at","id");