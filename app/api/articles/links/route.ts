/** `POST /api/articles/links`: a page is read into the knowledge base, because somebody asks for it. */
import { z } from "zod";
import { readIntoKnowledge } from "#lib/knowledge/ticket-links";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("knowledge.write", z.object({ url: z.string().max(2_000) }), readIntoKnowledge);
