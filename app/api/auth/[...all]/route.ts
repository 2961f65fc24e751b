/** Sign-in, sign-out and password changes: better-auth's own endpoints, within our limits. */
import { answerAuth } from "#lib/platform/sign-in/answer";
import { problem } from "../../../problem";

async function answer(request: Request): Promise<Response> {
  try {
    return await answerAuth(request);
  } catch (error) {
    return problem(error);
  }
}

export { answer as GET, answer as POST };
