/** What anybody may ask: whether it is well, what was published, what this interface is. */
import { z } from "zod";
import { answered, type Json, type Operation, pathParameter, refusals } from "./operation";

const text = (type: string): Json => ({ [type]: { schema: { type: "string" } } });
const problems = refusals("#/components/schemas/Problem");
const well = (summary: string, state: z.ZodType): Json => ({
  summary,
  security: [],
  responses: {
    200: { description: "It is", content: answered(state) },
    503: { description: "It is not", content: answered(state) },
  },
});

const Posts = z.object({
  posts: z.array(
    z.object({
      id: z.number(),
      incident: z.number(),
      stage: z.string(),
      title: z.string(),
      text: z.string(),
      at: z.coerce.date(),
    }),
  ),
});

export const openToAll: readonly Operation[] = [
  {
    path: "/api/health",
    method: "get",
    about: well(
      "Web, database and a worker are well",
      z.object({ database: z.boolean(), worker: z.boolean() }),
    ),
  },
  {
    path: "/api/health/ready",
    method: "get",
    about: well("This process can serve", z.object({ database: z.boolean() })),
  },
  {
    path: "/api/health/live",
    method: "get",
    about: well("This process answers", z.object({ alive: z.boolean() })),
  },
  {
    path: "/api/metrics",
    method: "get",
    about: {
      summary: "Figures of this installation for Prometheus; from the same machine without a key",
      security: [{ key: ["desk.read"] }, {}],
      responses: { 200: { description: "Figures", content: text("text/plain") }, ...problems },
    },
  },
  {
    path: "/api/status/{format}",
    method: "get",
    about: {
      summary: "What people published of incidents",
      security: [],
      parameters: [pathParameter("format", { enum: ["json", "rss"] })],
      responses: {
        200: {
          description: "Posts, the newest first",
          content: { ...answered(Posts), ...text("application/rss+xml") },
        },
        ...problems,
      },
    },
  },
  {
    path: "/api/oncall/feeds/{secret}",
    method: "get",
    about: {
      summary: "Shifts as a calendar, for whoever has its address",
      security: [],
      parameters: [pathParameter("secret")],
      responses: { 200: { description: "Shifts", content: text("text/calendar") }, ...problems },
    },
  },
  {
    path: "/api/openapi.json",
    method: "get",
    about: {
      summary: "This description",
      security: [],
      responses: {
        200: { description: "OpenAPI 3.1", content: { "application/json": { schema: { type: "object" } } } },
      },
    },
  },
];
