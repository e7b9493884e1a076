import type { ReactNode } from "react";
import { RememberReader } from "#app/_client/remember-reader.tsx";
import { BrandMark } from "#app/_shell/brand.tsx";

// Where no process stays, mails are sent after the answers to these pages (lib/request-limit.ts).
export const maxDuration = 60;

/** The layout of the pages for signed-out visitors. */
export default function AuthLayout({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-6 px-4 py-8">
      <p className="flex items-center justify-center gap-2.5 text-lg font-semibold tracking-tight">
        <BrandMark className="size-9" />
        Tidy
      </p>
      {children}
      <RememberReader />
    </main>
  );
}
