-- Of rules that were counted before anybody looked at what spoke first, nothing is known: as often first as after something else.
UPDATE "rule_use" SET "followed" = greatest(0, round(("accompanied" - "by_chance") / 2)::integer)
WHERE "followed" = 0;
