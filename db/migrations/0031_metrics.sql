CREATE TABLE "metric_anomaly" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "metric_anomaly_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"series_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"value" double precision NOT NULL,
	"low" double precision NOT NULL,
	"high" double precision NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_change" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "metric_change_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"external_id" text NOT NULL,
	"title" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"service" text,
	"labels" jsonb NOT NULL,
	"link" text
);
--> statement-breakpoint
CREATE TABLE "metric_hour" (
	"series_id" bigint NOT NULL,
	"hour" integer NOT NULL,
	"count" integer NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"points" "bytea",
	CONSTRAINT "metric_hour_series_id_hour_pk" PRIMARY KEY("series_id","hour")
);
--> statement-breakpoint
CREATE TABLE "metric_inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "metric_inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"format" text NOT NULL,
	"body" "bytea" NOT NULL,
	"samples" integer NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_sensitivity" (
	"source_id" text NOT NULL,
	"name" text NOT NULL,
	"false_alarms_per_week" real NOT NULL,
	CONSTRAINT "metric_sensitivity_source_id_name_pk" PRIMARY KEY("source_id","name")
);
--> statement-breakpoint
CREATE TABLE "metric_series" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "metric_series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"labels" jsonb NOT NULL,
	"unit" text DEFAULT '' NOT NULL,
	"is_counter" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'cold' NOT NULL,
	"last_at" timestamp with time zone,
	"last_value" double precision,
	"low" double precision,
	"high" double precision,
	"due_at" timestamp with time zone,
	"false_alarms_per_week" real,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_source" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"secret" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"series_limit" integer NOT NULL,
	"url" text,
	"queries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"step_seconds" integer DEFAULT 60 NOT NULL,
	"bearer" text,
	"polled_at" timestamp with time zone,
	"last_poll_error" text,
	"over_limit_since" timestamp with time zone,
	"late" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_state" (
	"series_id" bigint PRIMARY KEY NOT NULL,
	"state" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "metric_anomaly" ADD CONSTRAINT "metric_anomaly_series_id_metric_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."metric_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_change" ADD CONSTRAINT "metric_change_source_id_metric_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."metric_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_inbox" ADD CONSTRAINT "metric_inbox_source_id_metric_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."metric_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_sensitivity" ADD CONSTRAINT "metric_sensitivity_source_id_metric_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."metric_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_series" ADD CONSTRAINT "metric_series_source_id_metric_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."metric_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_state" ADD CONSTRAINT "metric_state_series_id_metric_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."metric_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "metric_anomaly_series" ON "metric_anomaly" USING btree ("series_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "metric_anomaly_open" ON "metric_anomaly" USING btree ("series_id") WHERE "metric_anomaly"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "metric_change_external" ON "metric_change" USING btree ("source_id","external_id");--> statement-breakpoint
CREATE INDEX "metric_change_at" ON "metric_change" USING btree ("at");--> statement-breakpoint
CREATE INDEX "metric_hour_age" ON "metric_hour" USING btree ("hour") WHERE "metric_hour"."points" is not null;--> statement-breakpoint
CREATE INDEX "metric_inbox_source" ON "metric_inbox" USING btree ("source_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "metric_series_key" ON "metric_series" USING btree ("source_id","key");--> statement-breakpoint
CREATE INDEX "metric_series_state" ON "metric_series" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "metric_series_name" ON "metric_series" USING btree ("source_id","name","id");--> statement-breakpoint
CREATE INDEX "metric_series_due" ON "metric_series" USING btree ("due_at") WHERE "metric_series"."due_at" is not null;--> statement-breakpoint
-- A state fits its page and is rewritten all the time, a body is packed by nobody: neither is worth compressing.
ALTER TABLE "metric_state" ALTER COLUMN "state" SET STORAGE PLAIN;--> statement-breakpoint
ALTER TABLE "metric_inbox" ALTER COLUMN "body" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "metric_hour" ALTER COLUMN "points" SET STORAGE EXTERNAL;
