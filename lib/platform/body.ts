/** Reads a request's body up to a limit, without holding more of it than that. */
import { AppError } from "./errors";

/** Largest body of an ordinary request, in bytes. */
const usualMost = 1_000_000;

/** The body's bytes. Throws `too_large` as soon as it is known to be longer than `mostBytes`. */
export async function bodyOf(request: Request, mostBytes = usualMost): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) throw tooLarge(mostBytes);
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader?.read(); next?.value; next = await reader?.read()) {
    size += next.value.byteLength;
    chunks.push(next.value);
    if (size <= mostBytes) continue;
    await reader?.cancel();
    throw tooLarge(mostBytes);
  }
  return Buffer.concat(chunks);
}

function tooLarge(mostBytes: number): AppError {
  const message = `is larger than ${mostBytes / 1_000_000} MB`;
  return new AppError("too_large", `The body ${message}.`, { fields: [{ field: "body", message }] });
}
