/** Bodies are read up to a limit, as what they say they are. */
import { expect, test } from "vitest";
import { bodyOf, jsonOf } from "./body";

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  new Request("http://desk.test/", { method: "POST", body, headers });

test.each([
  "application/json",
  "Application/JSON; charset=utf-8",
  "application/scim+json",
  "application/cloudevents+json",
  "application/vnd.api+json",
])("%s is JSON", async (type) => {
  expect(await jsonOf(post('{"a":1}', { "content-type": type }))).toEqual({ a: 1 });
});

test.each([
  ["text/plain", "unsupported"],
  ["application/x-www-form-urlencoded", "unsupported"],
  ["application/jsonp", "unsupported"],
  ["xapplication/json", "unsupported"],
])("%s is refused", async (type, code) => {
  await expect(jsonOf(post("{}", { "content-type": type }))).rejects.toMatchObject({ code });
});

test("nothing is nothing, and half a document is none", async () => {
  expect(await jsonOf(new Request("http://desk.test/", { method: "POST" }))).toBeUndefined();
  await expect(jsonOf(post(new TextEncoder().encode("{")))).rejects.toMatchObject({ code: "invalid" });
});

test("what is packed is refused unless whoever asks unpacks it", async () => {
  for (const encoding of ["gzip", "br", "gzip, gzip"])
    await expect(bodyOf(post("x", { "content-encoding": encoding }))).rejects.toMatchObject({
      code: "unsupported",
    });
  expect((await bodyOf(post("x", { "content-encoding": "GZIP" }), 10, ["gzip"])).length).toBe(1);
  expect((await bodyOf(post("x", { "content-encoding": "identity" }))).length).toBe(1);
});

test("more than the limit is refused, said or not", async () => {
  await expect(bodyOf(post("x".repeat(11)), 10)).rejects.toMatchObject({ code: "too_large" });
  await expect(bodyOf(post("x", { "content-length": "11" }), 10)).rejects.toMatchObject({
    code: "too_large",
  });
  expect((await bodyOf(post("x".repeat(10)), 10)).length).toBe(10);
});
