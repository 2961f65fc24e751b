-- What signs our requests, or a source sends along, moves into the one store as it is sealed, and is referred to by name from then on.
CREATE TEMPORARY TABLE "moved" AS
SELECT "kind", "ref", "owner", "sealed",
  left(trim(both '-' from regexp_replace(lower("owner"), '[^a-z0-9]+', '-', 'g')), 50) AS "name"
FROM (
  SELECT 'tool' AS "kind", "name" AS "ref", 'tool ' || "name" || ', signing' AS "owner", "secret" AS "sealed" FROM "diagnostic_tool"
  UNION ALL SELECT 'action', "name", 'action ' || "name" || ', signing', "secret" FROM "action"
  UNION ALL SELECT 'metrics', "id", 'metric source ' || "id" || ', sending', "secret" FROM "metric_source"
  UNION ALL SELECT 'channel', "id"::text, 'channel ' || "id" || ', signing', "secret" FROM "oncall_channel"
) AS "stored"
WHERE "sealed" LIKE 'v1.%';--> statement-breakpoint
UPDATE "moved" SET "name" = "numbered"."free" FROM (
  SELECT "owner" AS "of", "name" || CASE
    WHEN row_number() OVER (PARTITION BY "name" ORDER BY "owner") = 1
      AND NOT EXISTS (SELECT FROM "named_secret" WHERE "named_secret"."name" = "moved"."name") THEN ''
    ELSE '-stored-' || row_number() OVER (PARTITION BY "name" ORDER BY "owner") END AS "free" FROM "moved"
) AS "numbered" WHERE "owner" = "numbered"."of";--> statement-breakpoint
INSERT INTO "named_secret" ("name", "sealed", "owner", "hosts", "created_by", "created_at")
SELECT "name", "sealed", "owner", '{}', 'upgrade', now() FROM "moved";--> statement-breakpoint
UPDATE "diagnostic_tool" AS "of" SET "secret" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'tool' AND "ref" = "of"."name";--> statement-breakpoint
UPDATE "action" AS "of" SET "secret" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'action' AND "ref" = "of"."name";--> statement-breakpoint
UPDATE "metric_source" AS "of" SET "secret" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'metrics' AND "ref" = "of"."id";--> statement-breakpoint
UPDATE "oncall_channel" AS "of" SET "secret" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'channel' AND "ref" = "of"."id"::text;--> statement-breakpoint
DROP TABLE "moved";
