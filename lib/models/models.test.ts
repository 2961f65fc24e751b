/** Where a model is asked: on the internet, on this machine, in the networks named for it, and nowhere else. */
import { createServer, type Server } from "node:http";
import { type AddressInfo, BlockList } from "node:net";
import { generateText } from "ai";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { refusedAddress } from "#lib/platform/outgoing/addresses";
import { readFailure } from "./model-failure";
import { languageModel } from "./models";

let server: Server;
let asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.startsWith("/elsewhere"))
      return void response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
    response.setHeader("content-type", "application/json");
    const message = { role: "assistant", content: "Hello." };
    response.end(
      JSON.stringify({
        id: "1",
        created: 1,
        model: "m",
        choices: [{ index: 0, message, finish_reason: "stop" }],
      }),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => void server.close());
afterEach(() => {
  vi.unstubAllEnvs();
  asked = [];
});

async function ask(baseUrl: string) {
  const model = languageModel({ baseUrl, apiKey: null, model: "m", api: "chat" });
  return generateText({ model, prompt: "Hi", maxRetries: 0 }).then(({ text }) => text, readFailure);
}
const port = () => (server.address() as AddressInfo).port;

test("a model on this machine is asked", async () => {
  expect(await ask(`http://127.0.0.1:${port()}/v1`)).toBe("Hello.");
  expect(await ask(`http://localhost:${port()}/v1`)).toBe("Hello.");
});

test.for([
  "http://169.254.169.254/v1",
  "http://10.1.2.3:1/v1",
  "http://192.168.0.9/v1",
  "http://[fd00::1]/v1",
])("%s is refused before anything is sent, and the refusal says what to set", async (address) => {
  const failure = await ask(address);
  expect(failure).toMatchObject({ isPassing: false, what: expect.stringContaining("VIGIL_MODEL_NETWORKS") });
});

test("networks that are named are reached, their neighbours and link-local addresses are not", () => {
  const allowed = new BlockList();
  allowed.addSubnet("10.1.0.0", 16, "ipv4");
  expect(refusedAddress("10.1.2.3", allowed)).toBeNull();
  expect(refusedAddress("10.2.2.3", allowed)).toContain("private network");
  allowed.addSubnet("169.254.0.0", 16, "ipv4");
  expect(refusedAddress("169.254.169.254", allowed)).toContain("nothing is ever sent");
});

test("a redirect is not followed", async () => {
  expect(await ask(`http://127.0.0.1:${port()}/elsewhere`)).toMatchObject({ what: expect.any(String) });
  expect(asked).toEqual(["/elsewhere/chat/completions"]);
});
