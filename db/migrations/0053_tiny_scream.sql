CREATE TABLE "named_secret" (
	"name" text PRIMARY KEY NOT NULL,
	"sealed" text,
	"hosts" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"rotated_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"last_used_by" text
);
