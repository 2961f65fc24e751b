/** The port that is asked for or none; without a wish the next free one. */
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { choosePort } from "./port";

const host = "127.0.0.1";

test("a port that is taken is not silently replaced, and is free again afterwards", async () => {
  const { port, close } = await occupy(0);
  await expect(choosePort(port, host)).rejects.toThrow(`Port ${port} is taken. Set PORT to another one`);
  await close();
  expect(await choosePort(port, host)).toBe(port);
});

test("without a wish the first free port from 3000 on is chosen", async () => {
  const first = await choosePort(undefined, host);
  const { close } = await occupy(first);
  expect(await choosePort(undefined, host)).toBeGreaterThan(first);
  await close();
});

async function occupy(wanted: number) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(wanted, host, resolve));
  const address = server.address();
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, close };
}
