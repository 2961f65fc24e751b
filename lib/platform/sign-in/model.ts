/** How people sign in: what a role is asked for. */
import { z } from "zod";
import { roles } from "../rules";

/** The roles that have to sign in with more than a password. */
export const SecondFactorRule = z.object({ roles: z.array(z.enum(roles)).max(roles.length) });
export type SecondFactorRule = z.infer<typeof SecondFactorRule>;
export const secondFactorKey = "security.second_factor";
