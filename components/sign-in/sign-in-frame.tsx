/** The quiet page around signing in and setting up. */
import type { ReactNode } from "react";
import { Mark } from "../shell/side-navigation";

/** For those who meet it for the first time. */
const whatVigilIs =
  "Vigil reads every ticket and alert as it arrives and proposes the next step before you ask; you accept, edit or reject it, and it learns from what you do.";

type SignInFrameProps = { title: string; description: ReactNode; children: ReactNode };

export function SignInFrame({ title, description, children }: SignInFrameProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-sunken p-4">
      <div className="w-full max-w-sm">
        <p className="mb-3 flex items-center gap-2.5 text-md font-semibold tracking-tight">
          <Mark /> Vigil
        </p>
        <p className="mb-4 text-pretty">{whatVigilIs}</p>
        <div className="rounded-lg border border-line bg-panel p-6">
          <h1 className="text-lg">{title}</h1>
          <p className="mt-0.5 mb-5 text-pretty text-ink-muted">{description}</p>
          {children}
        </div>
      </div>
    </main>
  );
}
