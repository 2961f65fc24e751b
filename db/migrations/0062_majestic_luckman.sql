ALTER TABLE "named_secret" ADD COLUMN "previous_sealed" text;--> statement-breakpoint
ALTER TABLE "named_secret" ADD COLUMN "previous_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "named_secret" ADD COLUMN "owner" text;--> statement-breakpoint
-- What was sealed where it was used moves into the one store, sealed as it is, and is referred to by name from then on.
CREATE TEMPORARY TABLE "moved" AS
SELECT "kind", "ref", "owner", "sealed", "previous_sealed", "previous_until",
  CASE WHEN "url" IS NULL THEN '{}'::text[] ELSE ARRAY[lower(regexp_replace(
    regexp_replace(substring("url" from '^[A-Za-z]+://([^/?#]*)'), '^.*@', ''),
    CASE WHEN "url" ~* '^https:' THEN ':443$' ELSE ':80$' END, ''))] END AS "hosts",
  left(trim(both '-' from regexp_replace(lower("owner"), '[^a-z0-9]+', '-', 'g')), 50) AS "name"
FROM (
  SELECT 'connector' AS "kind", "id" AS "ref", 'connector ' || "id" AS "owner", "secret" AS "sealed",
    "previous_secret" AS "previous_sealed", "previous_until", NULL AS "url" FROM "connector"
  UNION ALL SELECT 'tool', "name", 'tool ' || "name", "bearer", NULL, NULL, "url" FROM "diagnostic_tool"
  UNION ALL SELECT 'action', "name", 'action ' || "name", "bearer", NULL, NULL, "url" FROM "action"
  UNION ALL SELECT 'mcp', "name", 'MCP server ' || "name", "bearer", NULL, NULL, "target" FROM "mcp_server"
  UNION ALL SELECT 'metrics', "id", 'metric source ' || "id", "bearer", NULL, NULL, "url" FROM "metric_source"
  UNION ALL SELECT 'model', "key", 'model', "value"->>'sealedKey', NULL, NULL,
    coalesce("value"->>'baseUrl', 'https://api.openai.com/v1') FROM "setting" WHERE "key" = 'model.endpoint'
) AS "stored"
WHERE "sealed" LIKE 'v1.%';--> statement-breakpoint
UPDATE "moved" SET "name" = "numbered"."free" FROM (
  SELECT "owner" AS "of", "name" || CASE
    WHEN row_number() OVER (PARTITION BY "name" ORDER BY "owner") = 1
      AND NOT EXISTS (SELECT FROM "named_secret" WHERE "named_secret"."name" = "moved"."name") THEN ''
    ELSE '-stored-' || row_number() OVER (PARTITION BY "name" ORDER BY "owner") END AS "free" FROM "moved"
) AS "numbered" WHERE "owner" = "numbered"."of";--> statement-breakpoint
INSERT INTO "named_secret" ("name", "sealed", "previous_sealed", "previous_until", "owner", "hosts", "created_by", "created_at")
SELECT "name", "sealed", "previous_sealed", "previous_until", "owner", "hosts", 'upgrade', now() FROM "moved";--> statement-breakpoint
UPDATE "connector" AS "of" SET "secret" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'connector' AND "ref" = "of"."id";--> statement-breakpoint
UPDATE "diagnostic_tool" AS "of" SET "bearer" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'tool' AND "ref" = "of"."name";--> statement-breakpoint
UPDATE "action" AS "of" SET "bearer" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'action' AND "ref" = "of"."name";--> statement-breakpoint
UPDATE "mcp_server" AS "of" SET "bearer" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'mcp' AND "ref" = "of"."name";--> statement-breakpoint
UPDATE "metric_source" AS "of" SET "bearer" = 'secret:' || "moved"."name" FROM "moved" WHERE "moved"."kind" = 'metrics' AND "ref" = "of"."id";--> statement-breakpoint
UPDATE "setting" SET "value" = ("value" - 'sealedKey') || jsonb_build_object('key',
  (SELECT 'secret:' || "name" FROM "moved" WHERE "kind" = 'model')) WHERE "key" = 'model.endpoint';--> statement-breakpoint
DROP TABLE "moved";--> statement-breakpoint
ALTER TABLE "connector" DROP COLUMN "previous_secret";--> statement-breakpoint
ALTER TABLE "connector" DROP COLUMN "previous_until";