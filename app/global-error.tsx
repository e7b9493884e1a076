"use client";

import { ErrorNotice } from "#app/_feedback/error-notice.tsx";
import "./globals.css";

/** Replaces the root layout when that fails, so it renders the whole document. */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  const text = "Your todos are safe. Wait a moment, then try again.";
  return (
    <html lang="en">
      <body className="min-h-dvh">
        <title>Something went wrong · Tidy</title>
        <ErrorNotice title="Tidy could not be shown" text={text} retry={retry} />
      </body>
    </html>
  );
}
