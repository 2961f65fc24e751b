/** Signing out: the session ends in the database, and the browser forgets its cookie. */
"use server";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { auth } from "#lib/platform/auth";

export async function signOutAction(): Promise<void> {
  await auth().api.signOut({ headers: await headers() });
  const { authCookies } = await auth().$context;
  (await cookies()).delete(authCookies.sessionToken.name);
  redirect("/login");
}
