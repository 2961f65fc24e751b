/** Where a request may go: every way to write an inner address is seen through. */
import { lookup } from "node:dns";
import { afterEach, expect, test, vi } from "vitest";
import { AddressRefused, guardedLookup, refusedAddress } from "./addresses";

vi.mock("node:dns", () => ({ lookup: vi.fn() }));
afterEach(() => vi.resetAllMocks());

test.each(["203.0.113.9", "8.8.8.8", "2606:4700::1111", "172.32.0.1", "100.128.0.1"])(
  "%s is public",
  (address) => {
    expect(refusedAddress(address, false)).toBeNull();
  },
);

test.each([
  "127.0.0.1",
  "127.8.8.8",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "100.64.0.1",
  "::1",
  "fd00::17",
  "::ffff:10.0.0.1",
  "::ffff:7f00:1",
])("%s is inside, and reached only when allowed", (address) => {
  expect(refusedAddress(address, false)).toContain("VIGIL_OUTGOING_PRIVATE");
  expect(refusedAddress(address, true)).toBeNull();
});

test.each([
  "0.0.0.0",
  "169.254.169.254",
  "::ffff:169.254.169.254",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "fe80::1",
  "ff02::1",
  "64:ff9b::a9fe:a9fe",
  "2002:a9fe:a9fe::1",
])("%s is never reached", (address) => {
  expect(refusedAddress(address, true)).toContain("nothing is ever sent");
});

test("a name with one inner address among others is refused before anything connects", async () => {
  answer([
    { address: "203.0.113.9", family: 4 },
    { address: "10.0.0.1", family: 4 },
  ]);
  const refused = await resolve("desk.example", false);
  expect(refused.error).toBeInstanceOf(AddressRefused);
  expect(await resolve("desk.example", true)).toMatchObject({ error: null, address: "203.0.113.9" });
});

test("a name without an address is an error, not a request to nowhere", async () => {
  answer([]);
  expect((await resolve("desk.example", true)).error?.message).toContain("has no address");
});

function answer(addresses: { address: string; family: number }[]) {
  vi.mocked(lookup).mockImplementation(((
    _name: string,
    _options: object,
    done: (...args: unknown[]) => void,
  ) => done(null, addresses)) as unknown as typeof lookup);
}

function resolve(name: string, mayReachInside: boolean) {
  return new Promise<{ error: Error | null; address: unknown }>((done) =>
    guardedLookup(mayReachInside)(name, {}, (error, address) => done({ error, address })),
  );
}
