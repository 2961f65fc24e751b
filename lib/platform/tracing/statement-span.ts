/** A statement as a trace tells it: what it does to which table. What stands in it, and its parameters, stay here. */
import { trace } from "@opentelemetry/api";
import type { Watch } from "#db/statements";
import { inSpan } from "./span";

/** Runs a statement within a span; one that belongs to no trace begins none. */
export const inStatementSpan: Watch = ({ verb, table }, run) => {
  if (!trace.getActiveSpan()) return run();
  const facts = {
    "db.system.name": "postgresql",
    "db.operation.name": verb,
    ...(table && { "db.collection.name": table }),
  };
  return inSpan(`sql ${[verb, table].filter(Boolean).join(" ")}`, { kind: "client", facts }, run);
};
