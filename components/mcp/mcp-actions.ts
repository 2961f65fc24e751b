/** What can be done to a tool server from the page. */
import type { AddServerInput } from "#lib/mcp/model";
import type { ServerAction } from "#lib/platform/model";

/** What can be done to a tool server from the page. */
export type McpActions = {
  add: ServerAction<AddServerInput>;
  setEnabled: ServerAction<{ name: string; isEnabled: boolean }>;
  remove: ServerAction<{ name: string }>;
  approve: ServerAction<{ server: string; tool: string; hash: string; isReadOnly: true }>;
  revoke: ServerAction<{ server: string; tool: string }>;
};
