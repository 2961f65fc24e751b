/** The tools this installation brings in code, written with `defineTool`: list yours here. */
import { demoTools } from "#lib/demo/tools";
import { env } from "#lib/platform/env";
import { bindCodeTools } from "#lib/tools/installed";

bindCodeTools(() => (env().VIGIL_DEMO ? demoTools : []));
