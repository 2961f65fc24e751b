/** Finds every regular expression of the code, and those whose time grows faster than the text they read (ReDoS). */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import ts from "typescript";

export type Expression = { place: string; source: string; flags: string };
export type Vulnerable = Expression & { growth: "exponential" | "polynomial" };

/** The expressions written in TypeScript source: literals, and what `new RegExp` is given as a plain text. */
export function expressionsOf(path: string, text: string): Expression[] {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  const found: Expression[] = [];
  const add = (node: ts.Node, source: string, flags: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.push({ place: `${path}:${line + 1}`, source, flags });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp") {
      const [source, flags] = node.arguments ?? [];
      if (source && ts.isStringLiteralLike(source))
        add(node, source.text, flags && ts.isStringLiteralLike(flags) ? flags.text : "");
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The expressions of what runs: tests and what helps them read nobody's text. */
export function allExpressions(folders = ["app", "components", "db", "lib"]): Expression[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path}`)
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\/|^lib\/(bench|chaos)\//.test(path))
      .flatMap((path) => expressionsOf(path, readFileSync(path, "utf8"))),
  );
}

/** Those in which two parts can share out the same text in many ways: on such a text they take quadratic time or worse. */
export function vulnerable(expressions: readonly Expression[]): Vulnerable[] {
  return expressions.flatMap((one) => {
    const { reports } = analyse({ source: one.source, flags: one.flags }, { reportTypes: { Move: false } });
    const [report] = reports.toSorted((a, b) => Number(b.exponential) - Number(a.exponential));
    if (!report) return [];
    return [{ ...one, growth: report.exponential ? "exponential" : "polynomial" }];
  });
}

/**
 * What is quadratic and stays for now, by file and digest: each reads a single line, a name or a value, of a text that was
 * cut before (a message at 16,000 characters, a word at 400). None is exponential, and nothing is added here.
 */
export const owed: readonly (readonly [path: string, digest: string])[] = [
  ["lib/agent/prohibitions.ts", "6ade546cb66c"],
  ["lib/apprentice/people.ts", "b8884ac7b93d"],
  ["lib/imports/times.ts", "86e4285abdbb"],
  ["lib/knowledge/article-folder.ts", "48a5f153a892"],
  ["lib/knowledge/article-folder.ts", "8f4900b7f203"],
  ["lib/knowledge/outline.ts", "7cae61746c44"],
  ["lib/knowledge/outline.ts", "ccbcd83bb590"],
  ["lib/knowledge/outline.ts", "b17e6aa4d450"],
  ["lib/knowledge/procedure-line.ts", "ce99b3d5c4da"],
  ["lib/knowledge/question.ts", "ed5ed730e69e"],
  ["lib/knowledge/parse-passage.ts", "70c1cc1dc18f"],
  ["lib/suggestions/cautions.ts", "e3e908533457"],
  ["lib/suggestions/cautions.ts", "f01434a5f977"],
  ["lib/agent/procedure/call.ts", "08f72f89284e"],
  ["lib/agent/procedure/said.ts", "a9787e0128d7"],
  ["lib/agent/procedure/slots.ts", "187d766a51c9"],
  ["lib/apprentice/call/kinds.ts", "d6165699b441"],
  ["lib/apprentice/facts/states.ts", "8a9b35737481"],
  ["lib/tickets/message/closing.ts", "daa719783614"],
  ["lib/tickets/message/name.ts", "687f9087c066"],
  ["lib/tickets/message/name.ts", "e35bc2130181"],
  ["lib/tickets/message/quotations.ts", "726ce20195fa"],
  ["lib/tickets/message/signatures.ts", "8ad17ee61019"],
];

/** Vulnerable expressions that are not owed, and what is owed and gone. */
export function unowed(expressions: readonly Expression[]): { found: Vulnerable[]; gone: string[] } {
  const all = vulnerable(expressions);
  const key = (path: string, digest: string) => `${path} ${digest}`;
  const keyOf = ({ place, source }: Expression) =>
    key(place.replace(/:\d+$/, ""), createHash("sha256").update(source).digest("hex").slice(0, 12));
  const known = new Set(owed.map(([path, digest]) => key(path, digest)));
  const there = new Set(all.map(keyOf));
  return {
    found: all.filter((one) => one.growth === "exponential" || !known.has(keyOf(one))),
    gone: [...known].filter((one) => !there.has(one)),
  };
}
