/** Sign-in, sign-out and password changes: better-auth's own endpoints. */
import { auth } from "#lib/platform/auth";

export const GET = (request: Request) => auth().handler(request);
export const POST = (request: Request) => auth().handler(request);
