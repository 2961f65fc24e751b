CREATE TABLE "incident_notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "incident_notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"round" text NOT NULL,
	"customer_id" bigint,
	"ticket_id" bigint,
	"suggestion_id" bigint,
	"text" text NOT NULL,
	"language" text,
	"why" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"refused_at" timestamp with time zone,
	"refused_by" text
);
--> statement-breakpoint
ALTER TABLE "incident_notice" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_customer" (
	"service" text NOT NULL,
	"customer_id" bigint NOT NULL,
	"origin" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_customer_service_customer_id_pk" PRIMARY KEY("service","customer_id")
);
--> statement-breakpoint
ALTER TABLE "service_customer" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "status_post" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "status_post_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" bigint NOT NULL,
	"stage" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"posted_by" text NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "status_post" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "symptom" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"ticket_id" bigint NOT NULL,
	"whose" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"terms" text[] NOT NULL,
	"service" text,
	"sure" real DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "symptom" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "symptom_term" (
	"term" text PRIMARY KEY NOT NULL,
	"messages" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incident_ticket" DROP CONSTRAINT "incident_ticket_ticket_id_unique";--> statement-breakpoint
ALTER TABLE "incident_ticket" DROP CONSTRAINT "incident_ticket_ticket_id_ticket_id_fk";
--> statement-breakpoint
ALTER TABLE "incident_ticket" ADD COLUMN "state" text DEFAULT 'joined' NOT NULL;--> statement-breakpoint
ALTER TABLE "incident_notice" ADD CONSTRAINT "incident_notice_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_notice" ADD CONSTRAINT "incident_notice_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_notice" ADD CONSTRAINT "incident_notice_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_notice" ADD CONSTRAINT "incident_notice_suggestion_id_suggestion_id_fk" FOREIGN KEY ("suggestion_id") REFERENCES "public"."suggestion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_customer" ADD CONSTRAINT "service_customer_customer_id_customer_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customer"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "status_post" ADD CONSTRAINT "status_post_incident_id_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incident"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "symptom" ADD CONSTRAINT "symptom_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_notice_incident" ON "incident_notice" USING btree ("incident_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_notice_ticket" ON "incident_notice" USING btree ("incident_id","round","ticket_id") WHERE "incident_notice"."ticket_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_notice_customer" ON "incident_notice" USING btree ("incident_id","round","customer_id") WHERE "incident_notice"."ticket_id" is null;--> statement-breakpoint
CREATE INDEX "service_customer_customer" ON "service_customer" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "status_post_incident" ON "status_post" USING btree ("incident_id","id");--> statement-breakpoint
CREATE INDEX "status_post_published" ON "status_post" USING btree ("published_at") WHERE "status_post"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "symptom_at" ON "symptom" USING btree ("at");--> statement-breakpoint
CREATE INDEX "symptom_ticket" ON "symptom" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "symptom_terms" ON "symptom" USING gin ("terms");--> statement-breakpoint
ALTER TABLE "incident_ticket" ADD CONSTRAINT "incident_ticket_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_ticket_of" ON "incident_ticket" USING btree ("ticket_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_ticket_one" ON "incident_ticket" USING btree ("ticket_id") WHERE "incident_ticket"."state" = 'joined';--> statement-breakpoint
CREATE POLICY "sight" ON "incident_notice" AS PERMISSIVE FOR ALL TO public USING ("incident_notice"."ticket_id" is null or exists (select from ticket where ticket.id = "incident_notice"."ticket_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "service_customer" AS PERMISSIVE FOR ALL TO public USING (exists (select from "customer" as seen where seen.id = "service_customer"."customer_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "status_post" AS PERMISSIVE FOR ALL TO public USING (exists (select from "incident" as seen where seen.id = "status_post"."incident_id")) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sight" ON "symptom" AS PERMISSIVE FOR ALL TO public USING ("symptom"."ticket_id" is null or exists (select from ticket where ticket.id = "symptom"."ticket_id")) WITH CHECK (true);