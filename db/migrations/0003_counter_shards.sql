ALTER TABLE "counter" ADD COLUMN "shard" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "counter" DROP CONSTRAINT "counter_scope_key_pk";--> statement-breakpoint
ALTER TABLE "counter" ADD CONSTRAINT "counter_scope_key_shard_pk" PRIMARY KEY("scope","key","shard");
