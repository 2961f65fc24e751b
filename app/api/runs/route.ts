/** `POST /api/runs`: a dry run of an action on a ticket, kept to be approved. */
import { PrepareRunInput } from "#lib/remediation/model";
import { prepareRun } from "#lib/remediation/runs/prepare";
import { endpoint } from "../../endpoint";

export const POST = endpoint("action.approve", PrepareRunInput, prepareRun);
