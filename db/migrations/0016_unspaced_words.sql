-- Chinese, Japanese, Thai, Lao and Khmer are written without spaces: set apart from other words and followed by their pairs of characters, they are found.
CREATE FUNCTION "spaced_words"("words" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace("words", '([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+)', ' \1 ', 'g') || coalesce((
    SELECT string_agg(' ' || substr(run[1], place, 2), '')
    FROM regexp_matches("words", '[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}', 'g') AS run,
      generate_series(1, length(run[1]) - 1) AS place
  ), '')
$$;
--> statement-breakpoint
UPDATE "ticket_search" SET "words" = to_tsvector('simple', spaced_words(found.words))
FROM (
  SELECT ticket.id, concat_ws(' ', subject, name, company, email) AS words
  FROM ticket LEFT JOIN customer ON customer.id = ticket.customer_id
) AS found
WHERE found.id = ticket_id AND spaced_words(found.words) <> found.words;
