import { describe, expect } from "vitest";
import { test } from "#lib/platform/testing/database";
import { newSource, secretForEach } from "../testing/sender";

secretForEach();

describe("changes", () => {
  test("are kept once for each id, and refused when they say nothing", async ({ ctx }) => {
    const { tellChange } = await newSource(ctx);
    const change = {
      id: "deploy-7",
      title: "checkout 1.4.2",
      service: "checkout",
      link: "https://ci.example/7",
    };
    const first = await (await tellChange(change)).json();
    expect(await (await tellChange({ ...change, title: "checkout 1.4.3" })).json()).toEqual(first);
    expect((await tellChange({ id: "x" })).status).toBe(400);
  });
});
