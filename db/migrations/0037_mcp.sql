CREATE TABLE "mcp_server" (
	"name" text PRIMARY KEY NOT NULL,
	"transport" text NOT NULL,
	"target" text NOT NULL,
	"bearer" text,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "mcp_tool" (
	"server" text NOT NULL,
	"name" text NOT NULL,
	"definition" jsonb NOT NULL,
	"hash" text NOT NULL,
	"is_gone" boolean DEFAULT false NOT NULL,
	"approved" jsonb,
	"approved_hash" text,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	CONSTRAINT "mcp_tool_server_name_pk" PRIMARY KEY("server","name")
);
--> statement-breakpoint
ALTER TABLE "mcp_tool" ADD CONSTRAINT "mcp_tool_server_mcp_server_name_fk" FOREIGN KEY ("server") REFERENCES "public"."mcp_server"("name") ON DELETE cascade ON UPDATE no action;