CREATE TABLE "diagnostic_tool" (
	"name" text PRIMARY KEY NOT NULL,
	"description" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"bearer" text,
	"time_limit" integer NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
