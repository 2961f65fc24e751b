/** The public interface as an OpenAPI 3.1 document, made from the very schemas that the routes parse with. */
import { z } from "zod";
import packageJson from "../../package.json";
import { byKey } from "./by-key";
import { openToAll } from "./open";
import { type Json, type Operation, schemaOf } from "./operation";
import { scimOperations } from "./scim";
import { waysIn } from "./ways-in";

const operations: readonly Operation[] = [...openToAll, ...waysIn, ...byKey, ...scimOperations];

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
});
const ScimError = z.object({
  schemas: z.array(z.string()),
  status: z.string(),
  detail: z.string(),
  scimType: z.string().optional(),
});
const OtlpStatus = z.object({ code: z.number(), message: z.string() });

/** The document. The same for whoever asks: it tells nothing of this installation. */
export function interfaceDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const { path, method, about } of operations) {
    const operationId = `${method} ${path}`.replace(/\W+/g, "_").replace(/_$/, "");
    paths[path] = { ...paths[path], [method]: { operationId, ...about } };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Vigil",
      version: packageJson.version,
      description: "Ways in for messages, alerts and samples; reads and exports with an API key; SCIM.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: {
      schemas: {
        Problem: schemaOf(Problem),
        ScimError: schemaOf(ScimError),
        OtlpStatus: schemaOf(OtlpStatus),
      },
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description: "An API key of Settings → API keys, with the scope named",
        },
        webhookSignature: { type: "apiKey", in: "header", name: "webhook-signature" },
        sourceToken: { type: "http", scheme: "bearer", description: "The secret of a metric source" },
        sourcePassword: { type: "http", scheme: "basic", description: "The same as a password" },
        provisioning: { type: "http", scheme: "bearer", description: "The token of VIGIL_SCIM_TOKEN" },
      },
    },
  };
}
