-- Whoever writes a change holds, until it has committed, a lock that says behind which number its changes lie.
CREATE FUNCTION hold_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(
    hashtext('vigil.feed'),
    (coalesce(pg_sequence_last_value('change_id_seq'), 0) % 2147483648)::int
  );
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER hold_feed BEFORE INSERT ON "change" FOR EACH STATEMENT EXECUTE FUNCTION hold_feed();
