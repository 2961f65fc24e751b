/** The installation's key is made once, and opens only what it sealed. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installationKey, seal, unseal } from "./secrets";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "vigil-secrets-"));
  vi.stubEnv("VIGIL_DATA_DIR", join(directory, "data"));
  vi.stubEnv("VIGIL_SECRET", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(directory, { recursive: true });
});

test("without VIGIL_SECRET a key is made once, readable by its owner only", () => {
  const first = installationKey("test");
  expect(first).toHaveLength(32);
  expect(installationKey("test")).toEqual(first);
  expect(installationKey("other")).not.toEqual(first);
  expect(readdirSync(join(directory, "data"))).toEqual(["secret"]);
  expect(statSync(join(directory, "data", "secret")).mode & 0o777).toBe(0o600);
});

test("any text comes back as it was sealed, and never looks the same twice", () => {
  vi.stubEnv("VIGIL_SECRET", "0123456789abcdef0123456789abcdef");
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const sealed = seal(text);
      expect(unseal(sealed)).toBe(text);
      expect(seal(text)).not.toBe(sealed);
    }),
    { numRuns: 50 },
  );
});

test("a changed or foreign secret is refused with a sentence", () => {
  const sealed = seal("whsec_value");
  const changed = `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`;
  expect(() => unseal(changed)).toThrow("cannot be opened");
  expect(() => unseal("v1.")).toThrow("cannot be opened");
  vi.stubEnv("VIGIL_SECRET", "another key of this installation");
  expect(() => unseal(sealed)).toThrow("cannot be opened");
});
