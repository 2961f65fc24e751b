/** A read that failed, with a sentence for whoever waits for it. */

export class ReadError extends Error {
  constructor(
    /** Of the answer; 0 where none came. */
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** What a browser says of a failed request is for programmers: "Failed to fetch". */
export function unreachable(): ReadError {
  return new ReadError(0, "Vigil cannot be reached.");
}
