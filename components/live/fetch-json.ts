/** Asks our own API: JSON parsed by its schema, refusals as errors that carry the server's sentence. */
import { z } from "zod";
import { gatheredRead, type ReadAnswer, readAlone } from "./gathered-reads";
import { ReadError } from "./read-error";

const Problem = z.object({ status: z.number(), detail: z.string().optional(), title: z.string().optional() });

/** `fetchJson(InboxPage, "/api/inbox", { view: "active" })`; empty parameters are left out. */
export async function fetchJson<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  parameters: Record<string, string | number | undefined> = {},
  signal?: AbortSignal,
): Promise<z.output<Schema>> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined && value !== "") query.set(name, String(value));
  return parsed(schema, await gatheredRead(query.size > 0 ? `${path}?${query}` : path, signal));
}

/** Has something done that is no change of a row, for instance a trial. */
export async function postJson<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  body: object = {},
): Promise<z.output<Schema>> {
  const headers = { "content-type": "application/json" };
  return parsed(schema, await readAlone(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Sends the bytes of a file, with its name. */
export async function postFile<Schema extends z.ZodType>(
  schema: Schema,
  path: string,
  file: File,
): Promise<z.output<Schema>> {
  const query = new URLSearchParams({ fileName: file.name });
  const headers = { "content-type": "application/octet-stream" };
  return parsed(schema, await readAlone(`${path}?${query}`, { method: "POST", headers, body: file }));
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  { ok, status, body }: ReadAnswer,
): z.output<Schema> {
  if (ok) {
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    throw new ReadError(status, "Vigil was updated since this page was loaded. Reload the page.");
  }
  const problem = Problem.safeParse(body);
  throw new ReadError(
    status,
    problem.data?.detail ?? problem.data?.title ?? "Vigil did not respond. Nothing was changed. Try again.",
  );
}
