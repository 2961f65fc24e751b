/** Reads a file of scenarios, one JSON object a line; a line that is none is named and left out. */
import { readFile } from "node:fs/promises";
import { unstorable } from "#lib/platform/unstorable";
import { Scenario } from "./model";

export type ScenarioFile = { scenarios: Scenario[]; faults: string[] };

/** The scenarios of the file at `path`. Rejects with the file system's error when it cannot be read. */
export async function readScenarioFile(path: string): Promise<ScenarioFile> {
  return readScenarios(await readFile(path, "utf8"));
}

/** The scenarios of a text; empty lines count as none. */
export function readScenarios(text: string): ScenarioFile {
  const scenarios: Scenario[] = [];
  const faults: string[] = [];
  const seen = new Set<string>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    if (line.trim() === "") continue;
    const fault = (why: string) => faults.push(`Line ${index + 1} was left out: ${why}`);
    const read = readLine(line);
    if ("fault" in read) fault(read.fault);
    else if (seen.has(read.scenario.id)) fault(`the id “${read.scenario.id}” was used before.`);
    else {
      seen.add(read.scenario.id);
      scenarios.push(read.scenario);
    }
  }
  return { scenarios, faults };
}

function readLine(line: string): { scenario: Scenario } | { fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { fault: "it is no JSON." };
  }
  const flaw = unstorable(value);
  if (flaw) return { fault: `${flaw.field || "it"} ${flaw.message}.` };
  const parsed = Scenario.safeParse(value);
  if (parsed.success) return { scenario: parsed.data };
  const [issue] = parsed.error.issues;
  return { fault: `${issue?.path.join(".") || "it"}: ${issue?.message}.` };
}
