/** Takes in what a person pastes, and what a catalogue sends, of who depends on whom. */
import { command } from "#lib/platform/command";
import { replaceDependencies } from "#lib/topology/storing";
import { ImportDependenciesInput, ReceiveDependenciesInput } from "./model";
import { readDependencies } from "./read";

/** Says what services depend on, from a pasted text. What it says of a service replaces what an earlier one said of it. */
export const importDependencies = command("policy.manage", ImportDependenciesInput, (tx, { text }) =>
  replaceDependencies(tx, { origin: "table", source: "", isComplete: false, ...readDependencies(text) }),
);

/** The same from a machine, on behalf of a source of metrics, whose own words alone it replaces. */
export const receiveDependencies = command(
  "machine",
  ReceiveDependenciesInput,
  (tx, { text, sourceId, isComplete }) =>
    replaceDependencies(tx, { origin: "catalogue", source: sourceId, isComplete, ...readDependencies(text) }),
);
