/** Every way a DATABASE_URL can be wrong, against a real server and some that are none. */
import { createServer, type Socket } from "node:net";
import { expect, inject, test } from "vitest";
import { checkReachable } from "./reachable";

const server = inject("serverUrl");
const changed = (part: Partial<URL>) => Object.assign(new URL(server), part).href;

test("the right one is let through", () => expect(checkReachable(server)).resolves.toBeUndefined());

test.each([
  ["a wrong password", changed({ password: "secret-and-wrong" }), /^The password .* is not the one of/],
  ["an unknown database", changed({ pathname: "/nowhere" }), /^There is no database nowhere at /],
  [
    "an unknown host",
    "postgres://u:secret@no-such-host.invalid/vigil",
    /^No machine is known by the name no-such-host/,
  ],
  ["a closed port", "postgres://u:secret@127.0.0.1:1/vigil", /^Nothing listens at 127\.0\.0\.1:1\./],
])("%s is said, without the password", async (_, url, words) => {
  const failure = await checkReachable(url).catch((error: Error) => error.message);
  expect(failure).toMatch(words);
  expect(failure).toMatch(/Nothing was changed\.$/);
  expect(failure).not.toContain("secret");
});

test.each([
  ["a server that says nothing", () => {}, /No Postgres answers .* within 1 s/],
  [
    "a web server",
    (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    /What listens at .* hangs up on us/,
  ],
  [
    "a Postgres that is too old",
    (socket: Socket) => greet(socket, "12.22"),
    /leads to Postgres 12\.22; Vigil needs 14/,
  ],
])("%s is told from a good one", async (_, answer, words) => {
  const other = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" ? address?.port : 0;
  await expect(checkReachable(`postgres://u:secret@127.0.0.1:${port}/vigil`, 1)).rejects.toThrow(words);
  other.close();
});

/** The start of Postgres' protocol: welcome, version, ready; then an empty answer to each query. */
function greet(socket: Socket, version: string): void {
  const message = (kind: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(kind);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message("Z", Buffer.from("I"));
  socket.write(
    Buffer.concat([
      message("R", Buffer.alloc(4)),
      message("S", Buffer.from(`server_version\0${version}\0`)),
      ready,
    ]),
  );
  socket.on("data", (query) => {
    if (query[0] === 81) socket.write(Buffer.concat([message("C", Buffer.from("SELECT 0\0")), ready]));
  });
}
