/** `POST /api/tools/<name>/test`: what an added diagnostic answers to these arguments. */
import { TryToolInput } from "#lib/diagnostics/model";
import { tryTool } from "#lib/diagnostics/trial";
import { endpoint } from "../../../../endpoint";

export const POST = endpoint("tool.manage", TryToolInput, tryTool);
