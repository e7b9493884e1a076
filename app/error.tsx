"use client";

import { AlertIcon } from "./_components/alert-icon.tsx";
import { buttonClass } from "./_components/button-class.ts";
import { EmptyState } from "./_components/empty-state.tsx";

export interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md place-content-center">
      <h1 className="sr-only">Something went wrong</h1>
      <EmptyState
        icon={AlertIcon}
        title="This page could not be shown"
        action={
          <button type="button" onClick={retry} className={buttonClass("primary")}>
            Try again
          </button>
        }
      >
        Your todos are safe. If it happens again, tell the person who runs this installation
        {error.digest === undefined ? "." : `, with the reference ${error.digest}.`}
      </EmptyState>
    </main>
  );
}
