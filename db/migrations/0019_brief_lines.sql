-- Lines of hand-over briefs name the event they come from, and a first one says what the case is about.
create function brief_as_lines(brief jsonb, about text) returns jsonb language sql as $$
  select jsonb_build_object('about', jsonb_build_object('text', about)) || jsonb_object_agg(section, (
    select coalesce(jsonb_agg(jsonb_build_object('text', line)), '[]') from jsonb_array_elements_text(lines) as line
  )) from jsonb_each(brief) as sections(section, lines)
$$;
--> statement-breakpoint
update suggestion set payload = jsonb_set(payload, '{brief}', brief_as_lines(payload->'brief', ticket.subject))
from ticket where ticket.id = suggestion.ticket_id and payload ? 'brief';
--> statement-breakpoint
update consideration set draft = jsonb_set(draft, '{payload,brief}', brief_as_lines(draft->'payload'->'brief', ticket.subject))
from ticket where ticket.id = consideration.ticket_id and draft->'payload' ? 'brief';
--> statement-breakpoint
drop function brief_as_lines;
