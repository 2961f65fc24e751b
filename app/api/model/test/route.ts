/** `POST /api/model/test`: whether the models in force answer. */
import { z } from "zod";
import { tryModel } from "#lib/models/try-model";
import { endpoint } from "../../../endpoint";

export const POST = endpoint("model.manage", z.object({}), tryModel);
