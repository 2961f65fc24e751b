/** `POST /api/model/test`: whether the model endpoint in force answers. */
import { z } from "zod";
import { tryModel } from "#lib/agent/try-model";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("model.manage", z.object({}), tryModel);
