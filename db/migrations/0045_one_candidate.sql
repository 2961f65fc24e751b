-- Steps kept before a step had a name get one, and say where they came from.
create function named_steps(steps jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(
    jsonb_build_object('id', 'kept-' || place, 'kind', 'reply', 'origin', 'template', 'eventIds', '[]'::jsonb) || one
    order by place), '[]'::jsonb)
  from jsonb_array_elements(steps) with ordinality as each(one, place)
$$;
--> statement-breakpoint
-- The first step beside a hand-over was the draft it held back.
update "suggestion" set "payload" = jsonb_set("payload", '{alternatives}', named_steps("payload"->'alternatives'))
  || case when "kind" = 'escalation' then jsonb_build_object('withheld', 'kept-1') else '{}'::jsonb end
where "payload"->'alternatives' @? '$[*] ? (!exists(@.id))';
--> statement-breakpoint
update "consideration" set "draft" = jsonb_build_object('id', 'draft') || "draft" where not "draft" ? 'id';
--> statement-breakpoint
update "consideration" set "draft" = jsonb_set("draft", '{payload,alternatives}', named_steps("draft"->'payload'->'alternatives'))
where "draft"->'payload'->'alternatives' @? '$[*] ? (!exists(@.id))';
--> statement-breakpoint
update "consideration" set "candidates" = ("candidates" - 'replies' - 'call') || jsonb_build_object('candidates',
  named_steps((
    select coalesce(jsonb_agg(
      case when one ? 'withheld' then (one - 'withheld') || jsonb_build_object('barred', one->'withheld') else one end
      order by place), '[]'::jsonb)
    from jsonb_array_elements("candidates"->'replies') with ordinality as each(one, place)
  ))
  || case when jsonb_typeof("candidates"->'call') = 'object' then jsonb_build_array(jsonb_build_object(
      'id', 'call', 'kind', 'diagnostic', 'origin', 'template', 'text', '',
      'call', jsonb_build_object('tool', "candidates"->'call'->'tool', 'arguments', "candidates"->'call'->'arguments'),
      'probability', "candidates"->'call'->'probability', 'eventIds', "candidates"->'call'->'eventIds'))
    else '[]'::jsonb end)
where "candidates" ? 'replies';
--> statement-breakpoint
drop function named_steps(jsonb);
