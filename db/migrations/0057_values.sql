-- Values get the names the code has. Events are never rewritten: their reasons are read by both names.
UPDATE "ticket" SET "agent_state" = CASE "agent_state" WHEN 'silent' THEN 'abstained' ELSE 'running' END
WHERE "agent_state" IN ('silent', 'considering');--> statement-breakpoint
UPDATE "ticket" SET
  "due_reason" = CASE "due_reason" WHEN 'nudge' THEN 'reminder' WHEN 'promise' THEN 'commitment' ELSE "due_reason" END,
  "follow_up_reason" = CASE "follow_up_reason" WHEN 'nudge' THEN 'reminder' ELSE "follow_up_reason" END
WHERE "due_reason" IN ('nudge', 'promise') OR "follow_up_reason" = 'nudge';--> statement-breakpoint
UPDATE "agent_run" SET
  "outcome" = CASE "outcome" WHEN 'silent' THEN 'abstained' ELSE "outcome" END,
  "grade" = CASE "grade" WHEN 'should_have_spoken' THEN 'should_have_shown' WHEN 'should_have_stayed_silent' THEN 'should_have_abstained' ELSE "grade" END,
  "gate" = CASE "gate"->>'verdict' WHEN 'speak' THEN jsonb_set("gate", '{verdict}', '"show"')
    WHEN 'silent' THEN jsonb_set("gate", '{verdict}', '"abstain"') ELSE "gate" END
WHERE "outcome" = 'silent' OR "grade" IN ('should_have_spoken', 'should_have_stayed_silent') OR "gate"->>'verdict' IN ('speak', 'silent');--> statement-breakpoint
UPDATE "label" SET "gate" = jsonb_set("gate", '{verdict}', CASE "gate"->>'verdict' WHEN 'speak' THEN '"show"' ELSE '"abstain"' END::jsonb)
WHERE "gate"->>'verdict' IN ('speak', 'silent');--> statement-breakpoint
UPDATE "replay_run" SET "report" = regexp_replace("report"::text, '"spoke(_[a-z_]+)?":', '"shown\1":', 'g')::jsonb;
