/** Whose address counts: never one that a stranger wrote. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientAddress, isLoopback, networkOf, networksOf } from "./client";

const proxies = networksOf(["10.0.0.5", "192.168.8.0/24", "fd00::/8"]);

describe("the client's address", () => {
  test.each([
    ["203.0.113.9", undefined, "203.0.113.9"],
    ["::ffff:203.0.113.9", "1.2.3.4", "203.0.113.9"],
    ["10.0.0.5", undefined, "10.0.0.5"],
    ["10.0.0.5", "198.51.100.7", "198.51.100.7"],
    ["10.0.0.5", "6.6.6.6, 198.51.100.7", "198.51.100.7"],
    ["10.0.0.5", "6.6.6.6, 198.51.100.7, 192.168.8.3", "198.51.100.7"],
    ["10.0.0.5", "198.51.100.7, junk", "10.0.0.5"],
    ["fd00::2", "2001:db8::1", "2001:db8::1"],
    ["192.168.9.1", "198.51.100.7", "192.168.9.1"],
    [undefined, "198.51.100.7", "unknown"],
  ])("socket %s, forwarded %s: %s", (socket, forwarded, expected) => {
    expect(clientAddress(socket, forwarded, proxies)).toBe(expected);
  });

  test("whatever a stranger forwards, the stranger's own address counts", () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), (forwarded) => {
        expect(clientAddress("203.0.113.9", forwarded, proxies)).toBe("203.0.113.9");
        expect(clientAddress("10.0.0.5", `${forwarded}, 203.0.113.9`, proxies)).toBe("203.0.113.9");
      }),
    );
  });
});

test("one household counts as one", () => {
  expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe(networkOf("2001:db8:1:2::9"));
  expect(networkOf("2001:db8:1:3::9")).not.toBe(networkOf("2001:db8:1:2::9"));
  expect(networkOf("203.0.113.9")).toBe("203.0.113.9");
});

test("this machine is known by its addresses", () => {
  expect(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"].map(isLoopback)).not.toContain(false);
  expect(["10.0.0.1", "unknown", null, "", "0x7f.1"].map(isLoopback)).not.toContain(true);
});

test("what is no network is named", () => {
  expect(() => networksOf(["proxy.internal"])).toThrow("proxy.internal is neither an address nor a network");
});
