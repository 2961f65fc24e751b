/** Redaction: what it must find, what it must leave alone, and that it is reversible, idempotent and linear. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { processorTime } from "#lib/platform/testing/processor-time";
import { redact, restore } from "./redact";

const hidden = [
  ["EMAIL", "Write to ann.lee+ops@mail.example.org, please", "ann.lee+ops@mail.example.org"],
  ["EMAIL", "请联系zhang@corp.example.cn谢谢", "zhang@corp.example.cn"],
  ["PHONE", "call me on +49 30 901820 today", "+49 30 901820"],
  ["PHONE", "Mobile: 0151 2345 6789", "0151 2345 6789"],
  ["PHONE", "(212) 555-0187 is our office", "(212) 555-0187"],
  ["PHONE", "my number, 212-555-0187 x45", "212-555-0187 x45"],
  ["IP", "refused by 10.20.30.40:5432", "10.20.30.40"],
  ["IP", "from 2001:db8::8a2e:370:7334 only", "2001:db8::8a2e:370:7334"],
  ["CARD", "card 4111 1111 1111 1111 was charged", "4111 1111 1111 1111"],
  ["IBAN", "IBAN GB82 WEST 1234 5698 7654 32 AND MORE", "GB82 WEST 1234 5698 7654 32"],
  ["SSN", "SSN 514-69-0360.", "514-69-0360"],
  ["SECRET", "key AKIAIOSFODNN7EXAMPLE leaked", "AKIAIOSFODNN7EXAMPLE"],
  [
    "SECRET",
    "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  ],
  ["SECRET", `token ghp_${"a1B2".repeat(9)}`, `ghp_${"a1B2".repeat(9)}`],
  ["SECRET", `use sk-${"proj".repeat(8)}`, `sk-${"proj".repeat(8)}`],
  ["SECRET", "xoxb-123456789012-abcdefghijkl here", "xoxb-123456789012-abcdefghijkl"],
  [
    "SECRET",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
  ],
  ["SECRET", "postgres://admin:hunter2@db.example/x", "admin:hunter2"],
  ["SECRET", 'password: "correct-horse"', "correct-horse"],
  ["SECRET", "my password is S3same!open", "S3same!open"],
  ["SECRET", "Authorization: Bearer abcdefghijklmnop0123", "abcdefghijklmnop0123"],
  ["CARD", "card 4111\u00a01111\u00a01111\u00a01111 was charged", "4111\u00a01111\u00a01111\u00a01111"],
  ["CARD", "card 4111\u202f1111\u202f1111\u202f1111", "4111\u202f1111\u202f1111\u202f1111"],
  ["IBAN", "iban gb82 west 1234 5698 7654 32, thanks", "gb82 west 1234 5698 7654 32"],
  [
    "IBAN",
    "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
    "DE89\u00a03704\u00a00044\u00a00532\u00a00130\u00a000",
  ],
  ["PHONE", "<a href='tel:+493090182000'>call</a>", "+493090182000"],
  ["PHONE", "sms:0151-23456789", "0151-23456789"],
  ["SECRET", "The password is swordfish.", "swordfish"],
  ["SECRET", "das Passwort lautet Sonnenblume", "Sonnenblume"],
  ["SECRET", "password is “correct horse”", "correct"],
  ["SECRET", "密码是abc123", "abc123"],
  [
    "SECRET",
    "vgl_9aJx2mQpL0sT7uVwXyZ1bC3dE5fG7hI9jK1lM3nO5pQ in the log",
    "vgl_9aJx2mQpL0sT7uVwXyZ1bC3dE5fG7hI9jK1lM3nO5pQ",
  ],
  [
    "SECRET",
    "https://hooks.slack.com/services/T0AB12CD3/B0EF45GH6/xYz123AbC456",
    "https://hooks.slack.com/services/T0AB12CD3/B0EF45GH6/xYz123AbC456",
  ],
  [
    "SECRET",
    "post to https://discord.com/api/webhooks/1234567890123/aB3dE5fG7h now",
    "https://discord.com/api/webhooks/1234567890123/aB3dE5fG7h",
  ],
  [
    "SECRET",
    "https://x.webhook.office.com/webhookb2/1f2e3d4c-aaaa@bb/IncomingWebhook/9f8e7d6c5b4a/zz",
    "https://x.webhook.office.com/webhookb2/1f2e3d4c-aaaa@bb/IncomingWebhook/9f8e7d6c5b4a/zz",
  ],
  ["SECRET", "https://files.example/a?sig=Ab12Cd34Ef56&x=1", "Ab12Cd34Ef56"],
] as const;

test.each(hidden)("%s in %j", (type, text, value) => {
  const { text: clean, found } = redact(text);
  expect(clean).not.toContain(value);
  expect(found).toContainEqual({ type, value, token: `[${type}_1]` });
});

test("a private key is hidden as a whole", () => {
  const pem = `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEow\n".repeat(20)}-----END RSA PRIVATE KEY-----`;
  expect(redact(`key:\n${pem}\nthanks`).text).toBe("key:\n[SECRET_1]\nthanks");
});

test.each([
  "Upgraded chart to version 12.4.1.2 and node to v20.11.1",
  "trace 4bf92f3577b34da6a3ce929d0e0e4736 span 00f067aa0ba902b7",
  "request 7f1c2b9e-3c1d-4e5f-8a9b-0c1d2e3f4a5b failed",
  "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
  "2026-11-22T14:52:58.123Z disk 87 % of 1 234 567 890 bytes",
  "instance i-0abc123de456f7890 in eu-central-1a, epoch 1763822378123",
  "02/11/2026 10:15:00 to 03/11/2026 11:00:00",
  "order 12345678, quota 512 of 1024, port 8443",
  "the password is expired and the token is invalid",
  "The password is wrong. The token is required.",
  "Das Passwort ist abgelaufen.",
  "Read https://docs.example/webhooks/signing and https://docs.example/guide?page=2.",
  "de12 pods restarted and it 20 minutes later",
  "pods at 10:20:39 and 12:00:01",
])("leaves %j alone", (text) => {
  expect(redact(text)).toEqual({ text, found: [] });
});

test("names come from the ticket; the same value gets the same token", () => {
  const { text } = redact("Hi Grace, GRACE OTIENO wrote; grace@x.example and grace@x.example", {
    names: ["Grace Otieno"],
  });
  expect(text).toBe("Hi [NAME_1], [NAME_2] wrote; [EMAIL_1] and [EMAIL_1]");
});

test("a name is found in whatever case it is written", () => {
  const cases = [
    "sSſ",
    "kK\u212a",
    "σςΣ",
    "åÅ\u212b",
    "ßẞ",
    "ωΩ\u2126",
    "iI",
    "éÉ",
    "ǆǅǄ",
    "μµΜ",
    "θϑϴΘ",
    "βϐΒ",
    "İ",
    "ı",
  ];
  const letter = fc
    .constantFrom(...cases)
    .chain((same) => fc.record({ told: fc.constantFrom(...same), written: fc.constantFrom(...same) }));
  fc.assert(
    fc.property(fc.array(letter, { minLength: 2, maxLength: 6 }), (letters) => {
      const told = letters.map((one) => one.told).join("");
      const written = letters.map((one) => one.written).join("");
      fc.pre(new RegExp(`^${told}$`, "iu").test(written));
      expect(redact(`to ${written}. Thanks`, { names: [told] }).text).toBe("to [NAME_1]. Thanks");
    }),
  );
});

test("tokens of an earlier redaction keep their numbers", () => {
  expect(redact("[EMAIL_3] and new@x.example").text).toBe("[EMAIL_3] and [EMAIL_4]");
});

test("cards and account numbers are found however their groups are set apart", () => {
  const gaps = fc.constantFrom("", " ", "\u00a0", "\u202f", "\u2009", "-", "\u2011");
  fc.assert(
    fc.property(gaps, fc.boolean(), (gap, isLower) => {
      for (const [type, groups] of [
        ["CARD", ["4111", "1111", "1111", "1111"]],
        ["CARD", ["3782", "822463", "10005"]],
        ["IBAN", ["DE89", "3704", "0044", "0532", "0130", "00"]],
        ["IBAN", ["GB82", "WEST", "1234", "5698", "7654", "32"]],
      ] as const) {
        const value = isLower ? groups.join(gap).toLowerCase() : groups.join(gap);
        const { found } = redact(`Number ${value} please`);
        expect(found.map((one) => [one.type, one.value])).toEqual([[type, value]]);
      }
    }),
  );
});

describe("for any text", () => {
  const piece = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      ...hidden.map(([, text]) => text),
      "[EMAIL_1]",
      "[NAME_2]",
      "password=",
      "Ann",
      " ",
      "\n",
    ),
  );
  const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  const names = ["Ann Lee", "Name"];

  test("it can be undone", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: clean, found } = redact(text, { names });
        expect(restore(clean, found)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  test("doing it twice changes nothing", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = redact(text, { names }).text;
        expect(redact(once, { names })).toEqual({ text: once, found: [] });
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  "1",
  "a",
  "a.",
  "1 ",
  "(1",
  "a@",
  ":",
  "GB82",
  "password=",
  "-----BEGIN PRIVATE KEY-----",
  "eyJ",
  "+1 ",
  "0.",
  "x://a:",
])("1 MB of %j takes time in proportion", (unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
  const short = text.slice(0, 125_000);
  redact(short);
  const [small, large] = [processorTime(() => redact(short)), processorTime(() => redact(text))];
  // Eight times the text; quadratic work would take sixty-four times as long.
  expect(large).toBeLessThan(Math.max(small * 32, 1500));
});
