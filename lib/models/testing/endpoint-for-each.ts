/** A fake model endpoint of its own for each test of a file. */
import { afterEach, beforeEach } from "vitest";
import type { ModelEndpoint } from "../models";
import { type FakeEndpoint, startFakeEndpoint } from "./fake-endpoint";

/** The endpoint of the test that runs, and how the product is told of it. */
export type EndpointForEach = Omit<FakeEndpoint, "close"> & { server: () => ModelEndpoint };

/** Starts one before each test of the file and stops it afterwards. */
export function endpointForEach(): EndpointForEach {
  let running: FakeEndpoint | undefined;
  beforeEach(async () => {
    running = await startFakeEndpoint();
  });
  afterEach(() => running?.close());
  const fake = () => {
    if (!running) throw new Error("It is there while a test runs.");
    return running;
  };
  return {
    get url() {
      return fake().url;
    },
    get requests() {
      return fake().requests;
    },
    script: (...next) => fake().script(...next),
    states: (facts) => fake().states(facts),
    server: () => ({ baseUrl: fake().url, apiKey: null, model: "fake-1", api: "chat" }),
  };
}
