/** Status posts as RSS 2.0. Pure. */
import { isolated } from "#lib/platform/direction/rules";
import type { PublicPost } from "./queries";

/** The feed; `address` is where it is read. */
export function rss(posts: readonly PublicPost[], address: string): string {
  const items = posts.map(
    ({ id, stage, title, text, at }) => `    <item>
      <title>${escaped(`${isolated(title)} (${stage})`)}</title>
      <description>${escaped(text)}</description>
      <pubDate>${new Date(at).toUTCString()}</pubDate>
      <guid isPermaLink="false">${escaped(`${address}#${id}`)}</guid>
    </item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0">
  <channel>
    <title>Status</title>
    <link>${escaped(address)}</link>
    <description>What is wrong, and what was.</description>
${items.join("\n")}
  </channel>
</rss>
`;
}

const marks: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text as XML has it; control characters have no place there. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark)
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "");
}
