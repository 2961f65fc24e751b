-- What a ticket is found by: words of any script, and the parts of addresses, paths and identifiers in their order.
CREATE FUNCTION "search_words"("said" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT spaced_words(regexp_replace("said", '[!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f\u3000-\u3003]+', ' ', 'g')) || coalesce((
    SELECT string_agg(' ' || regexp_replace(word[1], '([a-z0-9])([A-Z])', '\1 \2', 'g'), '')
    FROM regexp_matches("said", '\m[A-Za-z0-9]{0,60}[a-z0-9][A-Z][A-Za-z0-9]{0,60}', 'g') AS word
  ), '')
$$;
--> statement-breakpoint
CREATE FUNCTION "ticket_words"("wanted" bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT to_tsvector('simple', search_words(regexp_replace(concat_ws(' ', subject, name, company, email, category, service, (
    SELECT string_agg(words, ' ') FROM (
      SELECT left(body, 8000) || ' ' || coalesce((SELECT string_agg(value, ' ') FROM jsonb_each_text(data->'labels')), '') AS words
      FROM ticket_event
      WHERE ticket_id = ticket.id
        AND ticket_event.kind IN ('customer_message', 'analyst_reply', 'note', 'alert_firing', 'alert_resolved')
      ORDER BY ticket_event.id DESC LIMIT 40
    ) AS newest
  )), '\S{255}\S{255,}', ' ', 'g')))
  FROM ticket LEFT JOIN customer ON customer.id = ticket.customer_id WHERE ticket.id = "wanted"
$$;
--> statement-breakpoint
UPDATE "ticket_search" SET "words" = ticket_words(ticket_id);
