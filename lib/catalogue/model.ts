/** What a service catalogue says: of each of its services, what it depends on. */
import { z } from "zod";

export type Told = {
  /** Services of which all is told. */
  about: string[];
  dependencies: { service: string; dependsOn: string }[];
};

export const ImportDependenciesInput = z.object({
  /** A table, a catalogue's YAML or JSON. */
  text: z.string().trim().min(1, "Paste at least one line").max(8_000_000),
});
export const ReceiveDependenciesInput = ImportDependenciesInput.extend({
  sourceId: z.string().max(40),
  isComplete: z.boolean().default(false),
});
