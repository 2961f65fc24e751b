ALTER TABLE "model_usage" ADD COLUMN "held" bigint DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- Queues in which the agent was silent are rules on how far it goes, like the others.
INSERT INTO "setting" ("key", "value", "updated_by", "updated_at")
SELECT 'policy.reach', '{"rules": []}', "updated_by", "updated_at" FROM "setting" WHERE "key" = 'policy.muted'
ON CONFLICT ("key") DO NOTHING;--> statement-breakpoint
UPDATE "setting" SET "value" = jsonb_set("setting"."value", '{rules}', ("setting"."value" -> 'rules') || "added"."rules")
FROM (
	SELECT jsonb_agg(jsonb_build_object('queueId', "id", 'priority', null, 'level', 'off')) AS "rules"
	FROM "setting" AS "muted", jsonb_array_elements("muted"."value" -> 'queueIds') AS "id"
	WHERE "muted"."key" = 'policy.muted' AND NOT EXISTS (
		SELECT FROM "setting" AS "reach", jsonb_array_elements("reach"."value" -> 'rules') AS "rule"
		WHERE "reach"."key" = 'policy.reach' AND "rule" -> 'queueId' = "id" AND "rule" ->> 'priority' IS NULL
	)
) AS "added"
WHERE "setting"."key" = 'policy.reach' AND "added"."rules" IS NOT NULL;--> statement-breakpoint
DELETE FROM "setting" WHERE "key" = 'policy.muted';
