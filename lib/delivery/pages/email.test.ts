/** The mail server is reached as everything outside is: at the address that was checked, and inside only where that is allowed. */
import { lookup } from "node:dns";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { SetMailServerInput } from "#lib/oncall/inputs";
import { sendMail } from "./email";
import type { Message } from "./message";
import { startMail } from "./testing/receivers";

vi.mock("node:dns", async (importOriginal) => {
  const dns = await importOriginal<typeof import("node:dns")>();
  return { ...dns, lookup: vi.fn(dns.lookup) };
});

const message: Message = { id: "m1", title: "Down", lines: [], urgency: "high", url: null };
let mail: Awaited<ReturnType<typeof startMail>>;
beforeAll(async () => {
  mail = await startMail();
});
afterAll(() => mail.stop());
beforeEach(() => {
  mail.mails.length = 0;
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "");
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.mocked(lookup).mockClear();
});

const send = (url: string): ReturnType<typeof sendMail> =>
  sendMail({ url, from: "vigil@example.com" }, "ada@example.com", message);

test.for([
  ["this machine", (): string => mail.url],
  ["a name that leads there", (): string => mail.url.replace("127.0.0.1", "localhost")],
  ["this machine in the other notation", (): string => mail.url.replace("127.0.0.1", "[::ffff:7f00:1]")],
  ["where clouds keep the credentials of a machine", (): string => "smtp://169.254.169.254:80"],
  ["a private network", (): string => "smtps://10.9.8.7"],
] as const)("%s is not asked unless somebody allows it", async ([, url]) => {
  expect(await send(url())).toMatchObject({
    outcome: "refused",
    reason: expect.stringContaining("not asked"),
  });
  expect(mail.mails).toEqual([]);
});

test("in a network named for it, or where all inside is allowed, a mail leaves", async () => {
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "10.0.0.0/8");
  expect(await send(mail.url)).toMatchObject({ outcome: "refused" });
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "127.0.0.0/30");
  expect(await send(mail.url)).toMatchObject({ outcome: "delivered" });
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "");
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  expect(await send(mail.url)).toMatchObject({ outcome: "delivered" });
  expect(mail.mails).toHaveLength(2);
});

test("a name is asked for once: what it leads to a moment later is not where the mail goes", async () => {
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "127.0.0.0/8");
  let asked = 0;
  vi.mocked(lookup).mockImplementation(((
    _name: string,
    _options: unknown,
    done: (...told: unknown[]) => void,
  ) => {
    asked += 1;
    done(null, [{ address: asked === 1 ? "127.0.0.1" : "169.254.169.254", family: 4 }]);
  }) as never);
  const { port } = new URL(mail.url);
  expect(await send(`smtp://mail.example.com:${port}`)).toMatchObject({ outcome: "delivered" });
  expect(asked).toBe(1);
  vi.mocked(lookup).mockReset();
});

test("an address says who and where, and nothing by which the library would take another way", async () => {
  const from = "vigil@example.com";
  for (const url of ["?proxy=http://127.0.0.1:3128", "/?socket=x", "/x", "#x"].map(
    (more) => `${mail.url}${more}`,
  ))
    expect(SetMailServerInput.safeParse({ from, url }).success).toBe(false);
  for (const url of [mail.url, `${mail.url}/`, "smtps://me%40example.com:p%3Fw@mail.example.com"])
    expect(SetMailServerInput.safeParse({ from, url }).success).toBe(true);
  // One that was stored before.
  vi.stubEnv("VIGIL_MAIL_NETWORKS", "127.0.0.0/8");
  expect(await send(`${mail.url}/?proxy=http://127.0.0.1:1`)).toMatchObject({ outcome: "delivered" });
});
