/** One is led back to a page of this desk, and nowhere else. */
import { expect, test } from "vitest";
import { wanted, withWanted } from "./wanted";

test("the page that was asked for, with its query", () => {
  expect(wanted("?to=%2Foncall%2Fpages%2F7")).toBe("/oncall/pages/7");
  expect(wanted("?to=%2Finbox%3Fticket%3D3")).toBe("/inbox?ticket=3");
});

test("every door leads on to it", () => {
  const door = withWanted("/second-factor", "/inbox?ticket=3");
  expect(wanted(new URL(door, "https://desk.example").search)).toBe("/inbox?ticket=3");
  expect(withWanted("/login", "/inbox")).toBe("/login");
});

test.each([
  "",
  "?to=",
  "?to=https%3A%2F%2Fevil.example",
  "?to=%2F%2Fevil.example",
  "?to=%2F%5Cevil.example",
  "?to=javascript%3Aalert(1)",
  "?to=%2Fa%5C..%5C%5Cevil.example",
  "?to=%2F%09%2Fevil.example",
])("no other place: %s", (query) => {
  expect(wanted(query)).toBe("/inbox");
});
