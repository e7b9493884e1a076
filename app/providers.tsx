"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ClockProvider } from "./_components/clock.tsx";
import { LiveRegion } from "./_components/live-region.tsx";
import { Toaster } from "./_components/toaster.tsx";
import { browserQueryClient } from "./_data/query-client.ts";
import { OfflineSupport } from "./offline/offline-support.tsx";

/** What every page has: the query cache, the clock, the places that speak to people. */
export function Providers({ now, children }: { readonly now: string; readonly children: ReactNode }) {
  return (
    <QueryClientProvider client={browserQueryClient()}>
      <ClockProvider now={now}>
        {children}
        <LiveRegion />
        <Toaster />
        <OfflineSupport />
      </ClockProvider>
    </QueryClientProvider>
  );
}
