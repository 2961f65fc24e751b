/** Embeds what is typed into a search field, with the configured model. */

import { embeddingEndpoint } from "#lib/models/models";
import { openQueryEmbedding } from "#lib/models/query-embedding";
import { modelEndpoint } from "#lib/settings/queries";

export const embedQuery = openQueryEmbedding(async (ctx) => embeddingEndpoint(await modelEndpoint(ctx)));
