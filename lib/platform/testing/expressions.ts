/** Finds every regular expression of the code, and those whose time grows faster than the text they read (ReDoS). */
import { readdirSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import ts from "typescript";

export type Expression = { place: string; source: string; flags: string };
export type Vulnerable = Expression & { growth: "exponential" | "polynomial" };

/**
 * The expressions written in TypeScript source: literals, and what `RegExp` is given as a text. Of a text that a function
 * puts together, what is put in counts as a letter; what is put together on loading is found by `builtExpressions`.
 */
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
      const [argument, flags] = node.arguments ?? [];
      const source = argument && sourceIn(argument);
      if (source) add(node, source, flags && ts.isStringLiteralLike(flags) ? flags.text : "");
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function sourceIn(argument: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isTemplateExpression(argument) || !ts.findAncestor(argument, ts.isFunctionLike)) return undefined;
  const { head, templateSpans } = argument;
  return templateSpans.reduce((source, { literal }) => `${source}x${literal.text}`, head.text);
}

/** The expressions of what runs: tests and what helps them read nobody's text. */
export function allExpressions(): Expression[] {
  return sources().flatMap(({ path, text }) => expressionsOf(path, text));
}

/** The source files of what runs, with their text. */
export function sources(folders = ["app", "components", "db", "lib"]): { path: string; text: string }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((path) => `${folder}/${path}`)
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\/|^lib\/(bench|chaos)\//.test(path))
      .map((path) => ({ path, text: readFileSync(path, "utf8") })),
  );
}

/**
 * Those in which two parts can share out the same text in many ways, or which are begun again at each place of a run they then
 * read to its end: on such a text they take quadratic time or worse.
 */
export function vulnerable(expressions: readonly Expression[]): Vulnerable[] {
  return expressions.flatMap((one) => {
    const { reports } = analyse({ source: one.source, flags: one.flags });
    const [report] = reports.toSorted((a, b) => Number(b.exponential) - Number(a.exponential));
    if (!report) return [];
    return [{ ...one, growth: report.exponential ? "exponential" : "polynomial" }];
  });
}
