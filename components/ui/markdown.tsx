/** Untrusted markdown: sanitised, nothing loaded from elsewhere, links that give nothing away. */
import ReactMarkdown, { type Components } from "react-markdown";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import { cn } from "./cn";

// Pictures become links before sanitising, so that no text can make the reader's browser call another server.
const schema = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter((tag) => tag !== "img" && tag !== "input"),
  protocols: { ...defaultSchema.protocols, href: ["http", "https", "mailto"] },
};

const components: Components = {
  a: ({ node: _node, children, ...rest }) => (
    <a
      {...rest}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent-ink underline underline-offset-2"
    >
      {children}
    </a>
  ),
  table: ({ node: _node, ...rest }) => (
    <div className="overflow-x-auto">
      <table {...rest} />
    </div>
  ),
};

const prose =
  "space-y-2.5 text-md wrap-anywhere [&_h1]:pt-2 [&_h1]:text-lg [&_h2]:pt-2 [&_h2]:text-md [&_h3]:pt-1 [&_h3]:text-md [&_h4]:text-md " +
  "[&_ul]:list-disc [&_ul]:space-y-1 [&_ul]:pl-5 [&_ol]:list-decimal [&_ol]:space-y-1 [&_ol]:pl-5 [&_li]:marker:text-ink-faint " +
  "[&_blockquote]:border-l-2 [&_blockquote]:border-line [&_blockquote]:pl-3 [&_blockquote]:text-ink-muted [&_hr]:border-line " +
  "[&_code]:rounded-sm [&_code]:bg-hover [&_code]:px-1 [&_code]:font-mono [&_code]:text-[0.9em] " +
  "[&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:bg-sunken [&_pre]:px-3 [&_pre]:py-2 [&_pre]:text-sm [&_pre_code]:bg-transparent [&_pre_code]:p-0 [&_pre_code]:text-sm " +
  "[&_th]:border-b [&_th]:border-line [&_th]:py-1 [&_th]:pr-4 [&_th]:text-left [&_th]:font-medium [&_td]:border-b [&_td]:border-line [&_td]:py-1 [&_td]:pr-4";

export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn(prose, className)}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[picturesToLinks, [rehypeSanitize, schema]]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

type HtmlNode = {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
};

/** A rehype plugin: `<img src alt>` becomes a link named by its alt text. */
function picturesToLinks() {
  return function visit(node: HtmlNode) {
    for (const child of node.children ?? []) visit(child);
    if (node.tagName !== "img") return;
    const { src, alt } = node.properties ?? {};
    node.tagName = "a";
    node.properties = { href: src };
    node.children = [{ type: "text", value: `Image: ${String(alt || "without description")}` }];
  };
}
