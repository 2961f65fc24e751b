/** One-click sign-in for the demo team: a better-auth endpoint that exists only where VIGIL_DEMO is on. */
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { z } from "zod";

/** `POST /api/auth/sign-in/demo {userId}` signs in without a password. */
export const demoSignIn = {
  id: "demo-sign-in",
  endpoints: {
    signInDemo: createAuthEndpoint(
      "/sign-in/demo",
      { method: "POST", body: z.object({ userId: z.string().regex(/^[\w-]{1,64}$/) }) },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.userId);
        if (!user) throw new APIError("NOT_FOUND", { message: "This demo person is gone. Reload the page." });
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ userId: user.id });
      },
    ),
  },
} as const;
