create extension if not exists pg_trgm;
--> statement-breakpoint
alter table "live_draft" set unlogged;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger ticket_event_append_only before update or delete on "ticket_event"
  for each row execute function refuse_change();
--> statement-breakpoint
create function audit_guard() returns trigger language plpgsql as $$
begin
  -- The only change a row ever sees is being given its place in the chain, once.
  if tg_op = 'UPDATE' and old.hash is null
     and (to_jsonb(new) - 'sequence' - 'previous_hash' - 'hash') = (to_jsonb(old) - 'sequence' - 'previous_hash' - 'hash')
  then return new; end if;
  raise exception 'audit is append-only' using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_append_only before update or delete on "audit"
  for each row execute function audit_guard();
