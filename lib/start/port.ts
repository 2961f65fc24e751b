/** Which port the desk listens on. */
import { createServer } from "node:http";

const preferred = 3000;
const attempts = 100;

/** A port that nobody else gets until it is released, which its own server is started right after. */
export type HeldPort = { port: number; release: () => Promise<void> };

/**
 * `wanted` if given (an error when it is taken), else 3000 or the next free port. It is held: until the desk listens the first
 * start takes minutes, in which another start would choose the same.
 */
export async function takePort(wanted: number | undefined, host: string): Promise<HeldPort> {
  if (wanted !== undefined) {
    const held = await hold(wanted, host);
    if (held) return held;
    throw new Error(
      `Port ${wanted} is taken. Set PORT to another one, or unset it to take the next free one.`,
    );
  }
  for (let port = preferred; port < preferred + attempts; port++) {
    const held = await hold(port, host);
    if (held) return held;
  }
  throw new Error(`No free port between ${preferred} and ${preferred + attempts - 1}. Set PORT.`);
}

/** Null where somebody else listens there. Whoever asks meanwhile is told that it is not there yet. */
function hold(port: number, host: string): Promise<HeldPort | null> {
  return new Promise((resolve) => {
    const server = createServer((_, response) => {
      response.writeHead(503, { connection: "close", "retry-after": "5", "content-type": "text/plain" });
      response.end("Vigil is starting.");
    });
    server.once("error", () => resolve(null));
    server.listen(port, host, () => {
      const release = () =>
        new Promise<void>((released) => {
          server.close(() => released());
          server.closeAllConnections();
        });
      // A start that fails ends without releasing it.
      server.unref();
      resolve({ port, release });
    });
  });
}
