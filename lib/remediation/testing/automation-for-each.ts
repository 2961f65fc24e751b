/** An automation of its own for each test of a file, in an environment in which it may be called. */
import { afterEach, beforeEach, vi } from "vitest";
import { startAutomation, type TestAutomation } from "./automation";

/** Starts one before each test of the file and stops it afterwards; what it is told and asked is that of the test that runs. */
export function automationForEach(keepsKeys = false): TestAutomation {
  let running: TestAutomation | undefined;
  beforeEach(async () => {
    vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
    vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
    running = await startAutomation(keepsKeys);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await running?.stop();
  });
  const current = () => {
    if (!running) throw new Error("It is there while a test runs.");
    return running;
  };
  return new Proxy({} as TestAutomation, {
    get: (_, name) => Reflect.get(current(), name),
    set: (_, name, value) => Reflect.set(current(), name, value),
  });
}
