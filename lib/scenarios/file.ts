/** Reads a file of scenarios, one JSON object a line; a line that is none is named and left out. */
import { readFile } from "node:fs/promises";
import { readJsonLines } from "#lib/platform/json-lines";
import { Scenario } from "./model";

export type ScenarioFile = { scenarios: Scenario[]; faults: string[] };

/** The scenarios of the file at `path`. Rejects with the file system's error when it cannot be read. */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  return readScenarios(await readFile(path, "utf8"));
}

/** The scenarios of a text; empty lines count as none, and one without an id is called by its line. */
export function readScenarios(text: string): ScenarioFile {
  const { rows, faults } = readJsonLines(text, Scenario, (line) => `line ${line}`);
  return { scenarios: rows, faults };
}
