/** What an MCP server says of a tool, as text to read and to compare. */
import type { ToolDefinition } from "#lib/mcp/model";

export function definitionText({ description, schema }: ToolDefinition): string {
  return `${description}\n\n${JSON.stringify(schema, null, 2)}`;
}
