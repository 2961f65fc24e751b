/** `npm run fake-endpoint`: the fake model server by hand, with the variables to start Vigil with. */
import { startFakeEndpoint } from "./fake-endpoint";

const endpoint = await startFakeEndpoint({ port: Number(process.env.PORT ?? 8089), pace: 40 });
console.log(`A fake model listens at ${endpoint.url}. Start Vigil against it with:`);
console.log(
  `  OPENAI_BASE_URL=${endpoint.url} OPENAI_MODEL=fake-1 OPENAI_EMBEDDING_MODEL=fake-embedding-1 npm run demo`,
);
process.once("SIGINT", () => void endpoint.close());
