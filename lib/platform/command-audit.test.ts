/** Every command leaves a trace: none is without a way to the audit trail, and none that changed something went without. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/** What nobody does: signs of life, and what the machine keeps for itself. */
const untold: Record<string, string> = {
  "lib/agent/commands.ts recordExamples": "copies what the trail has already into what is learnt from",
  "lib/agent/commands.ts saveState": "keeps what was computed from that",
  "lib/knowledge/commands.ts indexTickets": "keeps an index of what is there",
  "lib/team/commands.ts dismissGuide": "puts a hint away for oneself",
  "lib/tickets/commands.ts showPresence": "says for some seconds who looks at a ticket",
};

/** For each declaration of a file, the names it uses; and where the imported ones come from. */
type Source = { uses: Map<string, Set<string>>; imports: Map<string, { path: string; name: string }> };
const sources = new Map<string, Source>();

function sourceOf(path: string): Source {
  const known = sources.get(path);
  if (known) return known;
  const source: Source = { uses: new Map(), imports: new Map() };
  sources.set(path, source);
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, false);
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) readImport(path, statement, source);
    if (ts.isFunctionDeclaration(statement) && statement.name)
      source.uses.set(statement.name.text, namesIn(statement));
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations)
      if (ts.isIdentifier(name) && initializer) source.uses.set(name.text, namesIn(initializer));
  }
  return source;
}

function readImport(from: string, statement: ts.ImportDeclaration, source: Source): void {
  const named = statement.importClause?.namedBindings;
  const path = ts.isStringLiteral(statement.moduleSpecifier) && fileOf(from, statement.moduleSpecifier.text);
  if (!path || !named || !ts.isNamedImports(named)) return;
  for (const { name, propertyName } of named.elements)
    source.imports.set(name.text, { path, name: (propertyName ?? name).text });
}

function fileOf(from: string, specifier: string): string | null {
  const inside = specifier.startsWith("#lib/")
    ? specifier.slice(1)
    : specifier.startsWith(".") && join(dirname(from), specifier);
  const path = inside && `${inside}.ts`;
  return path && existsSync(path) ? path : null;
}

function namesIn(node: ts.Node): Set<string> {
  const names = new Set<string>();
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) names.add(child.text);
    ts.forEachChild(child, visit);
  };
  visit(node);
  return names;
}

/** Whether following what a declaration uses leads to `recordAudit`. */
function leadsToAudit(path: string, name: string, seen = new Set<string>()): boolean {
  if (path === "lib/platform/audit.ts" && name === "recordAudit") return true;
  const place = `${path} ${name}`;
  if (seen.has(place)) return false;
  seen.add(place);
  const { uses, imports } = sourceOf(path);
  return [...(uses.get(name) ?? [])].some((used) => {
    const elsewhere = imports.get(used);
    if (elsewhere) return leadsToAudit(elsewhere.path, elsewhere.name, seen);
    return used !== name && uses.has(used) && leadsToAudit(path, used, seen);
  });
}

const commandFiles = readdirSync("lib", { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)commands\.ts$/.test(path))
  .map((path) => join("lib", path))
  .sort();

describe.each(commandFiles)("%s", (path) => {
  const isCommand = (text: string) =>
    new RegExp(`export const ${text} = command\\(`).test(readFileSync(path, "utf8"));
  const commands = [...sourceOf(path).uses.keys()].filter(isCommand);

  test.each(commands)("%s writes an audit row", (name) => {
    expect(leadsToAudit(path, name) || `${path} ${name}` in untold).toBe(true);
  });
});

test("what is said to leave no trace still exists, and still leaves none", () => {
  for (const place of Object.keys(untold)) {
    const [path = "", name = ""] = place.split(" ");
    expect(sourceOf(path).uses.has(name), place).toBe(true);
    expect(leadsToAudit(path, name), place).toBe(false);
  }
});
