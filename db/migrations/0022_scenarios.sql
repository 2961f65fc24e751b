CREATE TABLE "scenario" (
	"id" text PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"result" jsonb,
	"ran_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"saved_by" text NOT NULL,
	"saved_at" timestamp with time zone NOT NULL
);
