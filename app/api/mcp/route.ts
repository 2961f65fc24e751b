/** Vigil as an MCP server over streamable HTTP, without sessions: each request stands for itself and brings its API key. */
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { z } from "zod";
import { mcpFace } from "#lib/mcp/face/face";
import { endpoint } from "../../endpoint";

export const POST = endpoint("desk.read", z.looseObject({}), async (ctx, message, request) => {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await mcpFace(ctx).connect(transport);
  return transport.handleRequest(request, { parsedBody: message });
});
