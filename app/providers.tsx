/** Everything a page may rely on: server state, URL state, settings, the clock, tooltips, toasts, shortcuts. */
"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useEffect, useState } from "react";
import { HelpDialog } from "#components/shortcuts/help-dialog";
import { ShortcutProvider } from "#components/shortcuts/provider";
import { ProofDialog } from "#components/sign-in/proof-dialog";
import { ClockProvider } from "#components/ui/clock";
import { PreferencesProvider } from "#components/ui/preferences";
import { Toaster } from "#components/ui/toast";
import { TooltipProvider } from "#components/ui/tooltip";

type ProvidersProps = { preferences: Record<string, string>; renderedAt: number; children: ReactNode };

export function Providers({ preferences, renderedAt, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient);
  // From here on the page listens.
  useEffect(() => window.vigilReplayInput?.(), []);
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <PreferencesProvider initial={preferences}>
          <ClockProvider renderedAt={renderedAt}>
            <TooltipProvider>
              <ShortcutProvider>
                {children}
                <HelpDialog />
              </ShortcutProvider>
              <ProofDialog />
              <Toaster />
            </TooltipProvider>
          </ClockProvider>
        </PreferencesProvider>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}

/** The event stream says what changed, so nothing is fetched again merely because time passed or a window was focused. */
function makeQueryClient() {
  return new QueryClient({
    defaultOptions: { queries: { staleTime: 60_000, refetchOnWindowFocus: false, retry: 2 } },
  });
}
