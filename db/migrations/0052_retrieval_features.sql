-- What spoke for a passage is called its features, as it is in the code.
create function evidence_with_features(evidence jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_agg(
    case when one ? 'arms' then (one - 'arms') || jsonb_build_object('features', one->'arms') else one end
    order by place), '[]'::jsonb)
  from jsonb_array_elements(evidence) with ordinality as each(one, place)
$$;
--> statement-breakpoint
update "suggestion" set "evidence" = evidence_with_features("evidence") where "evidence" @? '$[*].arms';
--> statement-breakpoint
update "label" set "evidence" = evidence_with_features("evidence") where "evidence" @? '$[*].arms';
--> statement-breakpoint
update "agent_run" set "draft" = jsonb_set("draft", '{evidence}', evidence_with_features("draft"->'evidence'))
where "draft"->'evidence' @? '$[*].arms';
--> statement-breakpoint
update "suggestion" set "payload" = jsonb_set("payload", '{alternatives}', (
  select jsonb_agg(case when step ? 'evidence' then step || jsonb_build_object('evidence', evidence_with_features(step->'evidence')) else step end order by place)
  from jsonb_array_elements("payload"->'alternatives') with ordinality as each(step, place)))
where "payload"->'alternatives' @? '$[*].evidence[*].arms';
--> statement-breakpoint
update "training_example" set "facts" = jsonb_set("facts", '{passages}', evidence_with_features("facts"->'passages'))
where "facts"->'passages' @? '$[*].arms';
--> statement-breakpoint
drop function evidence_with_features(jsonb);
