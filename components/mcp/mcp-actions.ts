/** What can be done to a tool server from the page. */
import type { AddServerInput } from "#lib/mcp/model";
import type { ActionResult } from "#lib/platform/model";

type Act<Input> = (input: Input) => Promise<ActionResult<unknown>>;

/** What can be done to a tool server from the page. */
export type McpActions = {
  add: Act<AddServerInput>;
  setEnabled: Act<{ name: string; isEnabled: boolean }>;
  remove: Act<{ name: string }>;
  approve: Act<{ server: string; tool: string; hash: string; isReadOnly: true }>;
  revoke: Act<{ server: string; tool: string }>;
};
