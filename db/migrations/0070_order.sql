ALTER TABLE "component_pair" ADD COLUMN "in_order" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Of pairs counted before, the order is not known: neither way speaks against the other.
UPDATE "component_pair" SET "in_order" = ("together" + 1) / 2;
