/** The language of short messages full of names of machines: told where it can be, unknown where not. */
import { expect, test } from "vitest";
import { isOther, languageOf, languageOfMessages } from "./language";

test.each([
  [
    "de",
    "Guten Tag, wie hoch ist unser vCPU-Kontingent in fra-1, Projekt wh-portal, und wie beantragen wir mehr?",
  ],
  ["en", "Hello, pupils see error 500 on pg-bcl-exam. In log: FATAL: sorry, too many clients already."],
  ["fr", "Bonjour, notre base pg-web ne répond plus depuis ce matin."],
  ["es", "Hola, no podemos acceder al bucket kw-archive, da error 403"],
  ["it", "Il volume vol-77 è molto lento da ieri sera"],
  ["pl", "Serwer nie odpowiada od rana"],
  ["es", "no me deja entrar desde ayer"],
  ["it", "non funziona ancora, grazie"],
  ["ru", "Сервер не отвечает с утра"],
  ["zh", "服务器 vm-12 无法连接，请帮忙看一下"],
  ["ja", "サーバー vm-12 が応答しません"],
  ["ko", "서버가 응답하지 않습니다"],
])("%s: %s", (language, text) => {
  expect(languageOf(text)).toBe(language);
});

test.each([
  "hi",
  "👍",
  "vm-4f7710",
  "Server vm-12 down",
  "kubectl get pods",
  "",
  "asdf qwer zxcv",
  "Ann Lee",
  "OK, done.",
  "raise vCPU quota to 192",
  "Hello, I need a Lyft ride.",
  "I'm shooting for May 6th.",
  "Los Angeles, California please.",
])("nobody can tell: “%s”", (text) => {
  expect(languageOf(text)).toBeNull();
});

test("an English error does not make a German message English", () => {
  const body =
    "Guten Tag, seit heute früh geht nichts mehr.\nERROR: could not connect to server: connection refused, is the server running on that host and accepting connections?";
  expect(languageOfMessages([body])).toBe("de");
});

test("what is quoted is in somebody else's language", () => {
  expect(
    languageOfMessages([
      "Das geht leider immer noch nicht.\n\n> Please restart the instance once from the console.",
    ]),
  ).toBe("de");
});

test("languages a few words cannot tell apart are not others", () => {
  expect(isOther("da", "no")).toBe(false);
  expect(isOther("de", "en")).toBe(true);
  expect(isOther(null, "en")).toBe(false);
});
