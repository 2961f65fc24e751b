CREATE TABLE "service_dependency" (
	"service" text NOT NULL,
	"depends_on" text NOT NULL,
	"origin" text NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"ignored_at" timestamp with time zone,
	CONSTRAINT "service_dependency_service_depends_on_origin_source_pk" PRIMARY KEY("service","depends_on","origin","source")
);
--> statement-breakpoint
CREATE TABLE "topology_version" (
	"id" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "service_dependency_of_source" ON "service_dependency" USING btree ("origin","source");