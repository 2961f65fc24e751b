/** Files that a command writes. */
import { open, rename, rm } from "node:fs/promises";

/** Writes lines aside and renames the file at the end, so that a broken export leaves no half file; returns how many there were. */
export async function writeLines(lines: AsyncIterable<string>, out: string): Promise<number> {
  const file = await open(`${out}.part`, "w");
  let count = 0;
  try {
    for await (const line of lines) {
      await file.write(`${line}\n`);
      count += 1;
    }
    await file.close();
    await rename(`${out}.part`, out);
  } finally {
    await file.close();
    await rm(`${out}.part`, { force: true });
  }
  return count;
}
