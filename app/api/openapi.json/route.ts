/** `GET /api/openapi.json`: what programs may ask, and how. */
import { interfaceDocument } from "../../interface/document";

export function GET(): Response {
  return Response.json(interfaceDocument(), { headers: { "cache-control": "public, max-age=300" } });
}
