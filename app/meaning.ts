/** What the configured embedding model makes of words typed at the desk. */
import { openMeaning } from "#lib/models/meaning";
import { embeddingEndpoint } from "#lib/models/models";
import { modelEndpoint } from "#lib/settings/queries";

export const meaning = openMeaning(async (ctx) => embeddingEndpoint(await modelEndpoint(ctx)));
