/**
 * Time stamps of the head: one that OpenSSL's own authority made (`openssl ts`) holds for the head it was made for, and for
 * nothing else; what is asked is what OpenSSL asks.
 */
import { X509Certificate } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test as plain, vi } from "vitest";
import { type Receiver, startReceiver } from "#lib/connectors/testing/receiver";
import { actorCtx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { keptStamps, stampHead } from "./kept-stamps";
import { readStamp, stampRequest } from "./time-stamp";

const head = { sequence: 12, hash: "7".padStart(64, "0") };
const material = (name: string) => readFileSync(join(import.meta.dirname, "testing", name));
const stamp = material("stamp.tsr");
const rootFile = join(import.meta.dirname, "testing", "root.pem");
const root = new X509Certificate(material("root.pem"));
const otherRoot = new X509Certificate(material("other-root.pem"));

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.stop());
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stamps-"));
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("VIGIL_AUDIT_TIMESTAMPS", receiver.url);
  vi.stubEnv("VIGIL_AUDIT_TIMESTAMP_ROOTS", rootFile);
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
});
afterEach(() => vi.unstubAllEnvs());

plain("what is asked is what openssl ts -query asks for the same head", () => {
  expect(stampRequest(head).toString("hex")).toBe(
    "30390201013031300d060960864801650304020105000420cdf44a3b058ea7039e587af28ac165ced349a11d63953dccb54512cf8f17adec0101ff",
  );
});

plain("a stamp holds for its head, and says when and by whom", async () => {
  const verdict = await readStamp(stamp, head, [root]);
  expect(verdict).toMatchObject({ authority: "Test time stamps", isTrusted: true, at: expect.any(Date) });
  expect(await readStamp(stamp, head)).toMatchObject({ isTrusted: false });
});

plain("nothing else holds: another head, another root, a changed byte, half a stamp, no stamp", async () => {
  const fault = { fault: expect.any(String) };
  expect(await readStamp(stamp, { ...head, sequence: 13 }, [root])).toEqual({
    fault: "It stamps another head.",
  });
  expect(await readStamp(stamp, head, [otherRoot])).toEqual(fault);
  const genuine = await readStamp(stamp, head, [root]);
  const changedAt = async (at: number) => {
    const other = Buffer.from(stamp);
    other[at] = (other[at] ?? 0) ^ 0x01;
    return readStamp(other, head, [root]);
  };
  // A wrapping that nobody signs may change; what is told never does.
  const told = await Promise.all([...stamp.keys()].filter((at) => at % 7 === 0).map(changedAt));
  const held = told.filter((verdict) => !("fault" in verdict));
  expect(held).toEqual(held.map(() => genuine));
  expect(held.length).toBeLessThan(told.length / 4);
  const time = stamp.indexOf("20261129");
  for (const digit of [3, 7, 9, 11, 13]) expect(await changedAt(time + digit)).toEqual(fault);
  expect(await readStamp(stamp.subarray(0, 700), head, [root])).toEqual(fault);
  expect(await readStamp(Buffer.from("<html>"), head, [root])).toEqual(fault);
  // What an authority answers that refuses: status 2, no token.
  expect(await readStamp(Buffer.from("30053003020102", "hex"), head, [root])).toEqual({
    fault: "The authority refused (status 2).",
  });
});

test("an authority is asked once an hour, and only a stamp is kept", async ({ db }) => {
  let now = Date.now() + 10 * 3_600_000;
  const ctx = { ...systemCtx("audit", db), now: () => new Date(now) };
  const answer = (body: Buffer) =>
    receiver.answerNext(
      (to) => void to.writeHead(200, { "content-type": "application/timestamp-reply" }).end(body),
    );
  answer(Buffer.from("<html>"));
  await stampHead(ctx, head, folder);
  expect(readdirSync(folder)).toEqual([]);
  now += 1_000;
  await stampHead(ctx, head, folder);
  now += 3_600_000;
  answer(stamp);
  await stampHead(ctx, head, folder);
  expect(readdirSync(folder)).toEqual([`12-${head.hash}.tsr`]);
  const asked = receiver.arrived.slice(-2);
  const request = stampRequest(head).toString();
  expect(asked.map(({ body }) => body)).toEqual([request, request]);
});

test("a stamp of what the trail does not hold is a fault of the trail", async ({ db }) => {
  writeFileSync(join(folder, `12-${head.hash}.tsr`), stamp);
  writeFileSync(join(folder, "notes.txt"), "not a stamp");
  expect(await keptStamps(actorCtx({ kind: "system", id: "t", name: "t" }, db), { folder })).toMatchObject([
    { head, verdict: { fault: expect.stringContaining("made anew") } },
  ]);
  expect(await keptStamps(systemCtx("audit", db), { folder: join(folder, "nowhere") })).toEqual([]);
});
