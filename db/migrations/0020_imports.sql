CREATE TABLE "import_run" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_run_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"system" text NOT NULL,
	"status" text DEFAULT 'ready' NOT NULL,
	"mapping" jsonb,
	"content" "bytea",
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"figures" jsonb NOT NULL,
	"learnt" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "imported_ticket" (
	"import_id" bigint NOT NULL,
	"ticket_id" bigint NOT NULL,
	CONSTRAINT "imported_ticket_import_id_ticket_id_pk" PRIMARY KEY("import_id","ticket_id")
);
--> statement-breakpoint
ALTER TABLE "imported_ticket" ADD CONSTRAINT "imported_ticket_import_id_import_run_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_ticket" ADD CONSTRAINT "imported_ticket_ticket_id_ticket_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."ticket"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_run_created" ON "import_run" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "imported_ticket_ticket" ON "imported_ticket" USING btree ("ticket_id");--> statement-breakpoint
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  -- Undoing an import, or forgetting a customer, takes whole tickets away; the transaction says so.
  if tg_op = 'DELETE' and current_setting('vigil.erasing', true) = 'on' then return old; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
