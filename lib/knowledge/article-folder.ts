/** Articles and runbooks kept as Markdown files in a folder. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { SaveArticleInput } from "./model";
import { headingText } from "./outline";

/** An article as it is saved. */
export type ArticleFile = Pick<SaveArticleInput, "kind" | "title"> & { body: string };

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const longestTitle = 200;

/**
 * The `.md` files of a folder and those below it, in the order of their paths. Rejects with the error of the file system
 * when it cannot be read.
 */
export async function readArticleFolder(folder: string): Promise<ArticleFile[]> {
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => /\.(?:md|markdown)$/i.test(path))
    .sort();
  return Promise.all(
    paths.map(async (path) => readArticle(path, await readFile(join(folder, path), "utf8"))),
  );
}

/**
 * A file as an article: a runbook when its front matter (`kind`) or its path says so; its title is that of the front
 * matter, else its first heading, else its name.
 */
export function readArticle(path: string, text: string): ArticleFile {
  const front = frontMatter.exec(text);
  const fields = new Map(
    (front?.[1] ?? "").split(/\r?\n/).flatMap((line): [string, string][] => {
      const [, name = "", value = ""] = /^(\w+)\s*:\s*(\S.*)$/.exec(line.trimEnd()) ?? [];
      return name ? [[name.toLowerCase(), value.replace(/^(["'])(.*)\1$/, "$2")]] : [];
    }),
  );
  const body = front ? text.slice(front[0].length) : text;
  const heading = headingText(/^#{1,6}\s+(\S.*)$/m.exec(body)?.[1] ?? "");
  const title = fields.get("title") ?? (heading || basename(path).replace(/\.\w+$/, ""));
  const said = fields.get("kind") ?? fields.get("type");
  const isRunbook = said ? /runbook/i.test(said) : /runbook/i.test(path);
  return { kind: isRunbook ? "runbook" : "article", title: title.slice(0, longestTitle), body };
}
