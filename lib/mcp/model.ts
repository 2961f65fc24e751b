/** The nouns of MCP: servers whose tools the agent may use once a person has read and approved each. */
import { z } from "zod";
import { OutgoingUrl } from "#lib/connectors/model";

export const ServerName = z
  .string()
  .trim()
  .max(30)
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, "Use small letters, digits and _");

/** How a server is reached: at an address, or as a program that whoever runs Vigil named in `VIGIL_MCP_COMMANDS`. */
export const mcpTransports = ["http", "stdio"] as const;

const Bearer = z
  .string()
  .trim()
  .max(500)
  .regex(/^[\x21-\x7e]+$/, "Use letters, digits and signs without blanks");

export const AddServerInput = z.discriminatedUnion("transport", [
  z.object({
    transport: z.literal("http"),
    name: ServerName,
    url: OutgoingUrl,
    bearer: Bearer.nullable().default(null),
  }),
  z.object({ transport: z.literal("stdio"), name: ServerName, command: z.string().trim().min(1).max(100) }),
]);
export type AddServerInput = z.input<typeof AddServerInput>;
export const ServerInput = z.object({ name: ServerName });
export const SwitchServerInput = z.object({ name: ServerName, isEnabled: z.boolean() });

/** Approves what was read: the very definition of this hash. `isReadOnly` is vouched for by whoever approves. */
export const ApproveToolInput = z.object({
  server: ServerName,
  tool: z.string().min(1).max(200),
  hash: z.string().length(64),
  isReadOnly: z.literal(true, "Only tools that change nothing can be used"),
});
/** A tool of a server, by its names over there. */
export type McpToolName = { server: string; name: string };
export const RevokeToolInput = z.object({ server: ServerName, tool: z.string().min(1).max(200) });

/** What a server says of a tool: all that a model is told, and so all that is approved. */
export const ToolDefinition = z.object({
  description: z.string(),
  schema: z.record(z.string(), z.unknown()),
  /** The server's own word for it. */
  saysReadOnly: z.boolean(),
});
export type ToolDefinition = z.infer<typeof ToolDefinition>;

/** What a tool was read for: as a look-up that changes nothing, or as what executes an action. Never both. */
export const mcpToolUses = ["look_up", "action"] as const;
export type McpToolUse = (typeof mcpToolUses)[number];

/** `new`: nobody has approved it; `changed`: it is not what was approved, and is off until somebody has read the difference. */
export const mcpToolStates = ["new", "approved", "changed", "gone"] as const;
export type McpToolState = (typeof mcpToolStates)[number];

export const McpTool = z.object({
  name: z.string(),
  /** What the agent calls it. */
  ownName: z.string(),
  state: z.enum(mcpToolStates),
  use: z.enum(mcpToolUses),
  hash: z.string(),
  definition: ToolDefinition,
  approved: ToolDefinition.nullable(),
});
export type McpTool = z.infer<typeof McpTool>;

export const McpServer = z.object({
  name: z.string(),
  transport: z.enum(mcpTransports),
  /** Its address, or the name of its program. */
  target: z.string(),
  hasBearer: z.boolean(),
  enabled: z.boolean(),
  /** What went wrong when it was last asked for its tools; null when nothing did. */
  fault: z.string().nullable(),
  askedAt: z.coerce.date().nullable(),
  tools: z.array(McpTool),
});
export type McpServer = z.infer<typeof McpServer>;

const longestName = 60;

/** What the agent calls a server's tool: a name of the kind all its tools have. */
export function ownNameOf(server: string, tool: string): string {
  const plain = tool
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
  return `${server}_${plain || "tool"}`.slice(0, longestName).replace(/(?<!_)_+$/, "");
}

/** A reply another agent proposes. */
export const ProposeReplyInput = z.object({
  ticketId: z.number().int(),
  text: z.string().trim().min(1).max(20_000),
  /** One line for the analyst. */
  why: z.string().trim().min(1).max(500),
});
