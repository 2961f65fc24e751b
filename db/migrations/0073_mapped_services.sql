CREATE TABLE "mapped_service" (
	"service" text NOT NULL,
	"origin" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	CONSTRAINT "mapped_service_service_origin_source_pk" PRIMARY KEY("service","origin","source")
);
--> statement-breakpoint
ALTER TABLE "rule_use" ADD COLUMN "followed" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "rule_use" ADD COLUMN "followed_by_chance" double precision DEFAULT 0 NOT NULL;