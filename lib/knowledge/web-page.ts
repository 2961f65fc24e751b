/** Reads one page of the web for the knowledge base: from an allowed host only, within limits of size and time, its text alone. */
import { compile } from "html-to-text";
import { AppError } from "#lib/platform/errors";
import { inTime, Overran } from "#lib/platform/in-time";
import { AddressRefused, type Inside } from "#lib/platform/outgoing/addresses";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import { isAllowedLink, readLink } from "./links";

export type Page = { url: string; title: string; body: string };

/** Longest page that is read, in bytes; longest a page may take; moves within allowed hosts that are followed. */
const mostBytes = 2_000_000;
const usualTimeoutMs = 10_000;
const mostMoves = 3;
/** A table of a hundred thousand columns would be laid out for minutes. */
const longestReadingMs = 3_000;
const longestBody = 100_000;

type Reading = { hosts: readonly string[]; mayReachInside: Inside; timeoutMs?: number };

/** The page as text; throws `unprocessable` with a sentence for one that cannot be read. */
export async function readPage(url: string, reading: Reading): Promise<Page> {
  const signal = AbortSignal.timeout(reading.timeoutMs ?? usualTimeoutMs);
  try {
    return await follow(url, reading, signal, mostMoves);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (error instanceof AddressRefused) throw refused(error.message);
    if (error instanceof Overran) throw refused("The page takes too long to read.");
    if (signal.aborted) throw refused("The page did not answer in time.");
    throw refused("The page could not be reached.");
  }
}

async function follow(url: string, reading: Reading, signal: AbortSignal, moves: number): Promise<Page> {
  if (!isAllowedLink(url, reading.hosts)) throw refused("The page is on a host that is not on the list.");
  const headers = { accept: "text/html, text/plain, text/markdown", "user-agent": "Vigil" };
  const response = await guardedFetch(reading.mayReachInside)(url, { headers, signal, redirect: "manual" });
  const moved = response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
  if (moved) {
    await response.body?.cancel();
    const next = URL.canParse(moved, url) ? readLink(new URL(moved, url).href) : null;
    if (!next || moves === 0) throw refused("The page leads on and on.");
    return follow(next, reading, signal, moves - 1);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw refused(`The page answered ${response.status}.`);
  }
  const [type = ""] = (response.headers.get("content-type") ?? "text/html").toLowerCase().split(";");
  if (!/^text\/(?:html|plain|markdown)$|^application\/xhtml\+xml$/.test(type.trim())) {
    await response.body?.cancel();
    throw refused("The page is neither HTML nor text.");
  }
  const text = (await limited(response)).replaceAll("\0", "");
  const page = type.includes("html")
    ? inTime(longestReadingMs, () => pageOf(text))
    : { title: "", body: text.trim() };
  const body = page.body.slice(0, longestBody).replace(/[\uD800-\uDBFF]$/, "");
  if (body === "") throw refused("The page has no text.");
  const title = (page.title || new URL(url).hostname)
    .slice(0, 200)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim();
  return { url, title, body };
}

async function limited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    size += next.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel();
      throw refused(`The page is longer than ${mostBytes / 1_000_000} MB.`);
    }
    chunks.push(next.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const limits = { maxDepth: 200, maxChildNodes: 20_000, maxBaseElements: 1, ellipsis: "…" };
const heading = (level: number) => ({
  selector: `h${level}`,
  format: "heading",
  options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2, mark: "#".repeat(level) },
});

const toText = compile({
  wordwrap: false,
  limits,
  baseElements: { selectors: ["main", "article", "body"], orderBy: "selectors" },
  formatters: {
    heading: (element, walk, builder, options) => {
      builder.openBlock({ leadingLineBreaks: 2 });
      builder.addInline(`${String(options.mark)} `);
      walk(element.children, builder);
      builder.closeBlock({ trailingLineBreaks: 2 });
    },
  },
  selectors: [
    ...[
      "img",
      "nav",
      "header",
      "footer",
      "aside",
      "form",
      "button",
      "script",
      "style",
      "noscript",
      "[hidden]",
    ].map((selector) => ({ selector, format: "skip" })),
    { selector: "a", options: { ignoreHref: true } },
    { selector: "ul", options: { itemPrefix: "- " } },
    { selector: "table", format: "dataTable", options: { uppercaseHeaderCells: false } },
    ...[1, 2, 3, 4, 5, 6].map(heading),
  ],
});

/** Title and text of an HTML page, its headings as Markdown has them. */
export function pageOf(html: string): { title: string; body: string } {
  const [, title = ""] = /<title[^>]{0,200}>([^<]{0,500})<\/title>/i.exec(html) ?? [];
  return {
    title: toText(title).replace(/\s+/g, " ").trim(),
    body: toText(html)
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
  };
}

function refused(sentence: string): AppError {
  return new AppError("unprocessable", `${sentence} Nothing was kept.`);
}
