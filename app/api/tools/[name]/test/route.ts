/** `POST /api/tools/<name>/test`: what an added diagnostic answers to these arguments. */
import { TryToolInput } from "#lib/tools/model";
import { tryTool } from "#lib/tools/trial";
import { endpoint } from "../../../../endpoint";

export const POST = endpoint("tool.manage", TryToolInput, tryTool);
