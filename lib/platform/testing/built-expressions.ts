/** Expressions that modules put together as they are loaded: no source says what becomes of them. */
import { dirname, join } from "node:path";
import { type Expression, sources } from "./expressions";

/** What is put together on loading by the files of `lib` that build expressions, and by those that import these. */
export async function builtExpressions(): Promise<Expression[]> {
  const built: Expression[] = [];
  const Real = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Real, {
    construct(target, given, newTarget) {
      const made: RegExp = Reflect.construct(target, given, newTarget);
      const [, , caller = ""] = new Error().stack?.split("\n") ?? [];
      const place = /(?<!node_modules.*)\blib\/[^():]+:\d+/.exec(caller)?.[0];
      if (place) built.push({ place, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const path of builders()) await import(join(process.cwd(), path));
  } finally {
    globalThis.RegExp = Real;
  }
  return built;
}

function builders(): string[] {
  const files = sources(["lib"]);
  const direct = new Set(files.filter(({ text }) => /\bRegExp\(/.test(text)).map(({ path }) => path));
  const importing = files.filter(({ path, text }) =>
    [...text.matchAll(/from "([#.][^"]+)"/g)].some(([, name = ""]) => direct.has(fileOf(name, path))),
  );
  return [...new Set([...direct, ...importing.map(({ path }) => path)])];
}

function fileOf(imported: string, from: string): string {
  return `${imported.startsWith("#") ? imported.slice(1) : join(dirname(from), imported)}.ts`;
}
