/** The installation's key, and what is kept under it: connector secrets and model keys sealed with AES-256-GCM. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeFolder } from "#lib/postgres/make-folder";
import { env } from "./env";
import { AppError } from "./errors";

const ivLength = 12;
const tagLength = 16;
const version = "v1";

/**
 * A key of 32 bytes for one purpose, derived (HKDF-SHA-256, RFC 5869) from `VIGIL_SECRET` or from the
 * random secret in the data directory, so that no two uses share a key.
 */
export function installationKey(purpose: string): Buffer {
  const { VIGIL_SECRET, VIGIL_DATA_DIR } = process.env;
  const name = JSON.stringify([purpose, VIGIL_SECRET, VIGIL_DATA_DIR]);
  const known = keys.get(name);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", installationSecret(), "vigil", purpose, 32));
  keys.set(name, key);
  return key;
}

/** By purpose and by where the secret comes from: every row of the audit trail asks. */
const keys = new Map<string, Buffer>();

/** Seals a text; only who has `key`, else only this installation, can open it. The result is printable and different each time. */
export function seal(text: string, key = installationKey("seal")): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** The text that was sealed. Throws `AppError("unavailable")` when it was changed or sealed with another key. */
export function unseal(sealed: string, key = installationKey("seal")): string {
  const bytes = Buffer.from(sealed.slice(version.length + 1), "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivLength), {
      authTagLength: tagLength,
    });
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    return decipher.update(bytes.subarray(ivLength + tagLength), undefined, "utf8") + decipher.final("utf8");
  } catch {
    throw new AppError(
      "unavailable",
      "A stored secret cannot be opened with this installation's key. Set VIGIL_SECRET to the key it was sealed with, or enter the secret again.",
    );
  }
}

function installationSecret(): string {
  const { VIGIL_SECRET, VIGIL_DATA_DIR } = env();
  if (VIGIL_SECRET) return VIGIL_SECRET;
  try {
    return secretFile(VIGIL_DATA_DIR);
  } catch (error) {
    throw new Error(
      `The installation's key cannot be kept in ${resolve(VIGIL_DATA_DIR)}: ${error instanceof Error ? error.message : error}. ` +
        "Set VIGIL_DATA_DIR to a folder that can be written, or VIGIL_SECRET to a key of your own.",
    );
  }
}

function secretFile(directory: string): string {
  const path = join(directory, "secret");
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  makeFolder(directory);
  // Written aside and linked into place: of several processes that start at once one wins, and none reads half a key.
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, "utf8").trim();
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
