/** Which port the desk listens on. */
import { createServer } from "node:net";

const preferred = 3000;
const attempts = 100;

/** `wanted` if given (an error when it is taken), else 3000 or the next free port. */
export async function choosePort(wanted: number | undefined, host: string): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted, host)) return wanted;
    throw new Error(
      `Port ${wanted} is taken. Set PORT to another one, or unset it to take the next free one.`,
    );
  }
  for (let port = preferred; port < preferred + attempts; port++) if (await isFree(port, host)) return port;
  throw new Error(`No free port between ${preferred} and ${preferred + attempts - 1}. Set PORT.`);
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
