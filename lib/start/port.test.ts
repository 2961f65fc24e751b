/** The port that is asked for or none; without a wish the next free one. */
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { takePort } from "./port";

const host = "127.0.0.1";

test("a port that is taken is not silently replaced, and is free again afterwards", async () => {
  const { port, close } = await occupy(0);
  await expect(takePort(port, host)).rejects.toThrow(`Port ${port} is taken. Set PORT to another one`);
  await close();
  const held = await takePort(port, host);
  expect(held.port).toBe(port);
  await held.release();
});

test("without a wish the first free port from 3000 on is chosen", async () => {
  const first = await takePort(undefined, host);
  await first.release();
  const { close } = await occupy(first.port);
  const second = await takePort(undefined, host);
  expect(second.port).toBeGreaterThan(first.port);
  await second.release();
  await close();
});

test("two starts at once never choose the same port, and what is released can be listened on", async () => {
  const held = await Promise.all(Array.from({ length: 5 }, () => takePort(undefined, host)));
  expect(new Set(held.map(({ port }) => port)).size).toBe(held.length);
  for (const { port, release } of held) {
    expect((await fetch(`http://${host}:${port}`)).status).toBe(503);
    await release();
    await (await occupy(port)).close();
  }
});

async function occupy(wanted: number) {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(wanted, host, resolve));
  const address = server.address();
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0, close };
}
