ALTER TABLE "mcp_tool" ADD COLUMN "use" text DEFAULT 'look_up' NOT NULL;--> statement-breakpoint
ALTER TABLE "action" ADD COLUMN "look" jsonb;--> statement-breakpoint
ALTER TABLE "action" ADD COLUMN "check" jsonb;--> statement-breakpoint
ALTER TABLE "action" ADD COLUMN "mcp" jsonb;