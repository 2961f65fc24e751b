-- What cards and looks kept of other tickets' words goes; where the words stand, stays.
create function evidence_by_reference(evidence jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(
    case when one->>'kind' = 'ticket' then one || jsonb_build_object('title', '#' || (one->>'ref'), 'excerpt', '') else one end
    order by place), '[]'::jsonb)
  from jsonb_array_elements(evidence) with ordinality as each(one, place)
$$;
--> statement-breakpoint
update "suggestion" set "evidence" = evidence_by_reference("evidence") where "evidence" @? '$[*] ? (@.kind == "ticket" && @.excerpt != "")';
--> statement-breakpoint
update "label" set "evidence" = evidence_by_reference("evidence") where "evidence" @? '$[*] ? (@.kind == "ticket" && @.excerpt != "")';
--> statement-breakpoint
update "consideration" set "draft" = jsonb_set("draft", '{evidence}', evidence_by_reference("draft"->'evidence'))
where "draft"->'evidence' @? '$[*] ? (@.kind == "ticket" && @.excerpt != "")';
--> statement-breakpoint
update "suggestion" set "payload" = jsonb_set("payload", '{alternatives}', (
  select jsonb_agg(case when step ? 'evidence' then step || jsonb_build_object('evidence', evidence_by_reference(step->'evidence')) else step end order by place)
  from jsonb_array_elements("payload"->'alternatives') with ordinality as each(step, place)))
where "payload"->'alternatives' @? '$[*].evidence[*] ? (@.kind == "ticket" && @.excerpt != "")';
--> statement-breakpoint
drop function evidence_by_reference(jsonb);
