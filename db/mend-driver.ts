/**
 * Mends the installed database driver, after `npm install` and before a start: once its server has gone away, postgres.js
 * 3.4.9 leaves connections that never speak again and takes transactions on over new connections
 * (porsager/postgres #1154, #1155, #1193, #1208, #1214). Each change is a piece of text that must stand there exactly.
 */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The version the changes were written for. With another one they are to be looked at again. */
export const mendedVersion = "3.4.9";

type Change = { from: string; to: string; times?: number };

const connection: Change[] = [
  {
    // No socket, no query: it would wait in a buffer that nobody sends.
    from: "      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n",
    to: "      return queryError(q, Errors.connection('CONNECTION_DESTROYED', options))\n\n    if (!socket)\n      return queryError(q, Errors.connection('CONNECTION_CLOSED', options))\n",
  },
  {
    from: "    const x = socket.write(chunk, fn)\n",
    to: "    const x = socket ? socket.write(chunk, fn) : true\n",
  },
  {
    from: "options, socket))\n    socket.destroy()\n",
    to: "options, socket))\n    socket && socket.destroy()\n",
  },
  {
    // A timer that was cancelled but not forgotten keeps the next connection from ever writing.
    from: "    clearImmediate(nextWriteTimer)\n    if (socket) {\n",
    to: "    clearImmediate(nextWriteTimer)\n    nextWriteTimer = chunk = null\n    if (socket) {\n",
  },
  {
    from: "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n",
    to: "    clearImmediate(nextWriteTimer)\n    nextWriteTimer = chunk = null\n    socket.removeListener('data', data)\n",
  },
  {
    // Whatever waits for an answer of the lost connection is refused, however it was lost, and nothing of it is kept.
    from: "    if (initial)\n      return reconnect()\n\n    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    to: "    ;(query || initial || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n    if (initial)\n      return reconnect()\n\n    query = results = errorResponse = stream = final = null\n    result = new Result()\n    rows = 0\n    ended && (ended(), ending = ended = null)\n",
  },
  {
    // A reader that was slow has the socket paused; once the copy is over nobody would wake it.
    from: "    stream && stream.push(null)\n    stream = null\n",
    to: "    stream && stream.push(null)\n    stream = null\n    socket && socket.resume()\n",
  },
  {
    from: "        socket.write(b().d().raw(chunk).end(), callback)\n",
    to: "        socket ? socket.write(b().d().raw(chunk).end(), callback) : callback(Errors.connection('CONNECTION_CLOSED', options))\n",
    times: 2,
  },
  {
    from: "        socket.write(b().f().str(error + b.N).end())\n",
    to: "        socket && socket.write(b().f().str(error + b.N).end())\n",
    times: 2,
  },
  {
    from: "        socket.write(b().c().end())\n",
    to: "        socket && socket.write(b().c().end())\n",
    times: 2,
  },
];

const transactions: Change[] = [
  {
    from: "      , connection\n      , prepare = null\n",
    to: "      , connection\n      , lost = null\n      , prepare = null\n",
  },
  {
    // What a transaction still wanted to say is refused: the connection made anew knows nothing of it.
    from: "        new Promise((_, reject) => connection.onclose = reject)\n",
    to: "        new Promise((_, reject) => connection.onclose = e => {\n          lost = e\n          while (queries.length)\n            queries.shift().reject(e)\n          reject(e)\n        })\n",
  },
  {
    from: "        q.catch(e => uncaughtError || (uncaughtError = e))\n",
    to: "        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (lost)\n          return q.reject(lost)\n",
  },
];

const changes: Record<string, Change[]> = { "connection.js": connection, "index.js": transactions };
const installed = fileURLToPath(new URL("../node_modules/postgres", import.meta.url));

/** Whether the driver in `folder` is as it should be. */
export function isMended(folder = installed): boolean {
  return files(folder).every(({ text, file }) => mended(text, file) === text);
}

/**
 * Mends the driver in `folder`; nothing changes where that was done before. Throws when the driver is another one than
 * the changes were written for, and changes nothing then.
 */
export function mendDriver(folder = installed): void {
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (version !== mendedVersion)
    throw new Error(
      `postgres.js ${version} is installed; db/mend-driver.ts was written for ${mendedVersion}. Look whether its changes are still needed.`,
    );
  const after = files(folder).map(({ path, text, file }) => ({ path, text, to: mended(text, file) }));
  for (const { path, text, to } of after) {
    if (text === to) continue;
    // A new file in its place: the old one may be shared with other checkouts.
    writeFileSync(`${path}.new`, to);
    renameSync(`${path}.new`, path);
  }
}

function files(folder: string): { path: string; file: string; text: string }[] {
  return ["src", "cjs/src"].flatMap((half) =>
    Object.keys(changes).map((file) => {
      const path = join(folder, half, file);
      return { path, file, text: readFileSync(path, "utf8") };
    }),
  );
}

function mended(text: string, file: string): string {
  return (changes[file] ?? []).reduce((so, { from, to, times = 1 }) => {
    if (count(so, to) === times) return so;
    if (count(so, from) !== times)
      throw new Error(`The driver's ${file} does not read as expected at: ${from.trim()}`);
    return so.replaceAll(from, () => to);
  }, text);
}

function count(text: string, piece: string): number {
  return text.split(piece).length - 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) mendDriver();
