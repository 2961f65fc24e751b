/** The code that makes the first administrator: whoever can read it runs the installation, a stranger who calls first does not. */
import { timingSafeEqual } from "node:crypto";
import { installationKey } from "../secrets";

/** None of them is taken for another. */
const alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
const length = 20;

/** Four groups of five characters, a hundred bits; always the same for an installation, whichever process is asked. */
export function setupCode(): string {
  const bytes = [...installationKey("first-administrator").subarray(0, length)];
  const code = bytes.map((byte) => alphabet[byte % alphabet.length]).join("");
  return code.replace(/.{5}(?=.)/g, "$&-");
}

/** True for the code, however its groups are written; takes the same time for every other text of its length. */
export function isSetupCode(text: string): boolean {
  const plain = (code: string) => Buffer.from(code.toLowerCase().replace(/[^a-z0-9]/g, ""));
  const [given, right] = [plain(text), plain(setupCode())];
  return given.length === right.length && timingSafeEqual(given, right);
}
