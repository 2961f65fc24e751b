/** `POST /api/actions/<name>/test`: a dry run with these arguments, outside of any ticket. */

import { TryActionInput } from "#lib/remediation/catalogue/model";
import { tryAction } from "#lib/remediation/effect";
import { endpoint } from "../../../../endpoint";

export const POST = endpoint("action.manage", TryActionInput, tryAction);
