-- Labels that are none say nothing; they do not keep a ticket from being searched.
CREATE OR REPLACE FUNCTION "ticket_words"("wanted" bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
  SELECT to_tsvector('simple', search_words(regexp_replace(concat_ws(' ', subject, (
    SELECT string_agg(concat_ws(' ', name, company, email), ' ' ORDER BY customer.id <> ticket.customer_id, customer.id)
    FROM customer WHERE customer.id IN (SELECT customer_everyone(ticket.customer_id))
  ), category, service, (
    SELECT string_agg(words, ' ') FROM (
      SELECT left(body, 8000) || ' ' || coalesce((
        SELECT string_agg(value, ' ')
        FROM jsonb_each_text(CASE jsonb_typeof(data->'labels') WHEN 'object' THEN data->'labels' END)
      ), '') AS words
      FROM ticket_event
      WHERE ticket_id = ticket.id
        AND ticket_event.kind IN ('customer_message', 'analyst_reply', 'note', 'alert_firing', 'alert_resolved')
      ORDER BY ticket_event.id DESC LIMIT 40
    ) AS newest
  )), '\S{255}\S{255,}', ' ', 'g')))
  FROM ticket WHERE ticket.id = "wanted"
$$;
