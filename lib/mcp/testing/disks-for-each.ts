/** An MCP server of disks for each test of a file: one read-only tool, whose description a test may change. */
import { createServer, type Server } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { afterEach, beforeEach, vi } from "vitest";
import { z } from "zod";

export type Disks = {
  url: string;
  /** What the server says of its tool. */
  description: string;
  /** Disks its tool was asked about. */
  asked: string[];
};

/** Starts one before each test of the file and stops it afterwards, in an environment in which it may be called. */
export function disksForEach(): Disks {
  const disks: Disks = { url: "", description: "", asked: [] };
  let server: Server;
  beforeEach(async () => {
    vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
    vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
    Object.assign(disks, { description: "State of a disk.", asked: [] });
    server = createServer(async (request, response) => {
      const mcp = new McpServer({ name: "disks", version: "1" });
      mcp.registerTool(
        "describeDisk",
        {
          description: disks.description,
          inputSchema: { disk: z.string() },
          annotations: { readOnlyHint: true },
        },
        async ({ disk }) => {
          disks.asked.push(disk);
          return disk === "gone"
            ? { isError: true, content: [{ type: "text", text: "No such disk." }] }
            : { content: [{ type: "text", text: JSON.stringify({ disk, used_percent: 97 }) }] };
        },
      );
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      await mcp.connect(transport);
      await transport.handleRequest(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    disks.url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/mcp`;
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return disks;
}
