CREATE TABLE "rule_use" (
	"rule" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"accompanied" integer NOT NULL,
	"by_chance" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "component_use" ADD COLUMN "rules" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "component_use" ADD COLUMN "is_accompanied" boolean DEFAULT false NOT NULL;