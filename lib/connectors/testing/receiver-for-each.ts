/** Another company's ticket desk of its own for each test of a file, in an environment in which it may be called. */
import { afterEach, beforeEach, vi } from "vitest";
import { type Receiver, startReceiver } from "./receiver";

/** Starts one before each test of the file and stops it afterwards; what arrived is that of the test that runs. */
export function receiverForEach(environment: Record<string, string> = {}): Omit<Receiver, "stop"> {
  let running: Receiver | undefined;
  beforeEach(async () => {
    vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
    vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    running = await startReceiver();
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await running?.stop();
  });
  const receiver = () => {
    if (!running) throw new Error("It is there while a test runs.");
    return running;
  };
  return {
    get url() {
      return receiver().url;
    },
    get arrived() {
      return receiver().arrived;
    },
    answerNext: (...more) => receiver().answerNext(...more),
  };
}
