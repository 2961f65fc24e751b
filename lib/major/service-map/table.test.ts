/** A pasted table is read whatever program wrote it. */
import { expect, test } from "vitest";
import { readServiceMap } from "./table";

test("cells may hold the delimiter and quotes, whatever the delimiter is", () => {
  const lines = [
    { service: "vault", customer: "Fjord, Line AS" },
    { service: "vault", customer: 'The "Blue" Company' },
  ];
  expect(
    readServiceMap('service,customer\n# ours\nvault,"Fjord, Line AS"\nvault,"The ""Blue"" Company"'),
  ).toEqual(lines);
  expect(readServiceMap('Service;Kunde\r\nvault;Fjord, Line AS\r\n\r\nvault;"The ""Blue"" Company"')).toEqual(
    lines,
  );
  expect(readServiceMap("# ours; short\nvault\tFjord, Line AS\n vault \t a@b.example ")).toEqual([
    lines[0],
    { service: "vault", customer: "a@b.example" },
  ]);
});

test("a line without a customer, or one whose quotes never end, is named", () => {
  expect(() => readServiceMap("a,b\n\nvault")).toThrow("Line 3 has no service or no customer.");
  expect(() => readServiceMap('a,b\nvault,"unended')).toThrow(/Line 2/);
});
