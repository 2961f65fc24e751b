/** One-click sign-in for the demo team: a better-auth endpoint that exists only where VIGIL_DEMO is on, for this machine only. */
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";
import { clientHeader, isLoopback } from "../edge/client";
import { isLoopbackHost } from "../edge/hosts";

/** True when a browser of this very machine asks, by one of the machine's own names. */
export function isOnThisMachine(headers: Headers): boolean {
  return isLoopback(headers.get(clientHeader)) && isLoopbackHost(headers.get("host"));
}

/** `POST /api/auth/sign-in/demo {userId}` signs in without a password. */
export const demoSignIn = {
  id: "demo-sign-in",
  endpoints: {
    signInDemo: createAuthEndpoint(
      "/sign-in/demo",
      { method: "POST", body: z.object({ userId: z.string().regex(/^[\w-]{1,64}$/) }) },
      async (ctx) => {
        if (!ctx.request || !isOnThisMachine(ctx.request.headers))
          throw new APIError("FORBIDDEN", { message: "The demo is open on the machine it runs on only." });
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
        if (!user) throw new APIError("NOT_FOUND", { message: "This demo person is gone. Reload the page." });
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ userId: user.id });
      },
    ),
  },
} as const;
