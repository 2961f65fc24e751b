/** Reads who depends on whom from whatever a catalogue gives out: a table, YAML, JSON. Pure. */
import { parseAllDocuments } from "yaml";
import { readRows } from "#lib/imports/rows";
import { AppError } from "#lib/platform/errors";
import { inTime, Overran } from "#lib/platform/in-time";
import { longestServiceName } from "#lib/topology/model";
import { readEntities } from "./formats/entities";
import { readPlain } from "./formats/plain";
import type { Told } from "./model";

const mostLines = 50_000;
/** How often an alias may be unfolded: a small file does not become a large one. */
const mostAliases = 100;

/** How long a catalogue may take to be read, in milliseconds: a whole company's takes a fifth of it. */
const longestReadingMs = 3_000;

/** What `text` tells. Throws `invalid` where it is in no known form, takes too long, or a name is no name. */
export function readDependencies(text: string): Told {
  const told = quicklyRead(text);
  const bad = [
    ...told.about,
    ...told.dependencies.flatMap(({ service, dependsOn }) => [service, dependsOn]),
  ].find((name) => name === "" || name.length > longestServiceName);
  if (bad !== undefined)
    throw refused(
      `A service's name has 1 to ${longestServiceName} characters: “${bad.slice(0, 60)}” has not.`,
    );
  if (told.dependencies.length > mostLines)
    throw refused(`At most ${mostLines} dependencies are taken at a time.`);
  return told;
}

function quicklyRead(text: string): Told {
  try {
    return inTime(longestReadingMs, () =>
      trimmed(looksStructured(text) ? readStructured(text) : readTable(text)),
    );
  } catch (error) {
    if (error instanceof Overran) throw refused("This takes too long to read. Send it in parts.");
    throw error;
  }
}

/** JSON, or YAML: a key with its colon, or a list. */
function looksStructured(text: string): boolean {
  const [first = ""] = text.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  return /^\s*[[{]|^---|^%YAML|^- |^["']?[\w./ -]+["']?:(\s|$)/.test(first);
}

function readStructured(text: string): Told {
  const documents = documentsOf(text);
  const listed = documents.flatMap((one) => {
    if (Array.isArray(one)) return one;
    // Backstage answers a query with a page of entities.
    const items = (one as { items?: unknown } | null)?.items;
    return Array.isArray(items) ? items : [one];
  });
  const told = readEntities(listed) ?? readPlain(documents.length === 1 ? documents[0] : listed);
  if (told) return told;
  throw refused(
    "This is neither a list of entities (Backstage, Datadog), nor services with what each depends on, nor pairs of services.",
  );
}

function documentsOf(text: string): unknown[] {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed))
    try {
      return [JSON.parse(trimmed)];
    } catch {
      // YAML may begin so too.
    }
  const documents = parseAllDocuments(trimmed, { uniqueKeys: false, logLevel: "silent" });
  const faulty = documents.find(({ errors }) => errors.length > 0);
  const [error] = faulty?.errors ?? [];
  if (error) throw refused(`This cannot be read as YAML: ${error.message.split("\n")[0]}`);
  try {
    return documents.map((one) => one.toJS({ maxAliasCount: mostAliases })).filter((one) => one !== null);
  } catch {
    throw refused("This YAML repeats itself too often.");
  }
}

/** Lines `service,depends_on`; a head line, and what begins with `#`, is passed over. */
function readTable(text: string): Told {
  const { rows, faults } = readRows(text.replaceAll(/^#.*$/gm, ""));
  if (faults[0]) throw refused(faults[0]);
  const isHead = /^(?:service|caller|source|client|dienst)$/i.test(rows[0]?.cells[0] ?? "");
  const dependencies = (isHead ? rows.slice(1) : rows).map(({ line, cells: [service, dependsOn] }) => {
    if (service && dependsOn) return { service, dependsOn };
    throw refused(`Line ${line} has no service or nothing it depends on.`);
  });
  return { about: dependencies.map(({ service }) => service), dependencies };
}

function trimmed({ about, dependencies }: Told): Told {
  return {
    about: about.map((name) => name.trim()),
    dependencies: dependencies.map(({ service, dependsOn }) => ({
      service: service.trim(),
      dependsOn: dependsOn.trim(),
    })),
  };
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { fields: [{ field: "text", message }] });
}
