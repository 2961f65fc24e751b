/** What people published of incidents, for anybody: `GET /api/status/json`, `GET /api/status/rss`. */
import { rss } from "#lib/major/status/feed";
import { publishedPosts } from "#lib/major/status/queries";
import { systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { problem } from "../../../problem";

type Route = { params: Promise<{ format: string }> };

const shared = { "cache-control": "public, max-age=30", "access-control-allow-origin": "*" };

export async function GET(request: Request, { params }: Route): Promise<Response> {
  try {
    const { format } = await params;
    if (format !== "json" && format !== "rss") throw new AppError("not_found", "There is no such feed.");
    const posts = await publishedPosts(systemCtx("status"));
    if (format === "json") return Response.json({ posts }, { headers: shared });
    const { origin, pathname } = new URL(request.url);
    return new Response(rss(posts, `${origin}${pathname}`), {
      headers: { ...shared, "content-type": "application/rss+xml; charset=utf-8" },
    });
  } catch (error) {
    return problem(error);
  }
}
