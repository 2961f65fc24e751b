/** Reads a request's body up to a limit, without holding more of it than that. */
import { AppError } from "./errors";

/** Largest body of an ordinary request, in bytes. */
const usualMost = 1_000_000;

/** JSON by any of its names: of problems, of SCIM, of events. */
const jsonType = /^application\/([\w.-]+\+)?json$/i;

/**
 * What a body of JSON says, nothing where there is none. Throws `unsupported` for one that calls itself something else or is
 * packed, `too_large`, and `invalid` for what is no JSON. Nobody's form is taken for JSON, whatever page it was sent from.
 */
export async function jsonOf(request: Request, mostBytes = usualMost): Promise<unknown> {
  const [type = ""] = (request.headers.get("content-type") ?? "").split(";");
  if (type.trim() !== "" && !jsonType.test(type.trim()))
    throw unsupported("content-type", "is not application/json");
  const text = (await bodyOf(request, mostBytes)).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("invalid", "The body is not JSON.", {
      fields: [{ field: "body", message: "is not JSON" }],
    });
  }
}

/**
 * The body's bytes as they were sent. Throws `too_large` as soon as it is known to be longer than `mostBytes`, and `unsupported`
 * for one that is packed in another way than those in `encodings`, which whoever asks unpacks.
 */
export async function bodyOf(
  request: Request,
  mostBytes = usualMost,
  encodings: readonly string[] = [],
): Promise<Buffer> {
  const encoding = (request.headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity" && !encodings.includes(encoding))
    throw unsupported(
      "content-encoding",
      `is none that is read here: send it ${["unpacked", ...encodings].join(", or as ")}`,
    );
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

function unsupported(field: string, message: string): AppError {
  return new AppError("unsupported", `${field}: ${message}`, { fields: [{ field, message }] });
}

function tooLarge(mostBytes: number): AppError {
  const message = `is larger than ${mostBytes / 1_000_000} MB`;
  return new AppError("too_large", `The body ${message}.`, { fields: [{ field: "body", message }] });
}
