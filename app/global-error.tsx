"use client";

import { AlertIcon } from "./_components/alert-icon.tsx";
import { buttonClass } from "./_components/button-class.ts";
import { EmptyState } from "./_components/empty-state.tsx";
import "./globals.css";

/** Shown when even the root layout fails, so it brings its own document. */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <title>Something went wrong · Tidy</title>
        <main className="mx-auto grid min-h-dvh max-w-md place-content-center">
          <h1 className="sr-only">Something went wrong</h1>
          <EmptyState
            icon={AlertIcon}
            title="Tidy could not be shown"
            action={
              <button type="button" onClick={retry} className={buttonClass("primary")}>
                Try again
              </button>
            }
          >
            Your todos are safe. Wait a moment, then try again.
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
