"use client";

import { AlertIcon } from "./_components/alert-icon.tsx";
import { Button } from "./_components/button.tsx";
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
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            }
          >
            Your todos are safe. Wait a moment, then try again.
          </EmptyState>
        </main>
      </body>
    </html>
  );
}
