/** Where a temporary password is changed: nothing else is open before. */
import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { PasswordForm } from "#components/settings/password-form";
import { SignInFrame } from "#components/sign-in/sign-in-frame";
import { mustChangePassword } from "#lib/platform/auth";

export const metadata: Metadata = { title: "Choose a password" };

export default async function PasswordPage() {
  if (!(await mustChangePassword(await headers()))) redirect("/inbox");
  return (
    <SignInFrame
      title="Choose a password"
      description="Your current password is temporary. Choose one that only you know."
    >
      <PasswordForm isTemporary />
    </SignInFrame>
  );
}
