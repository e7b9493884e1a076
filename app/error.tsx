"use client";

import { ErrorNotice } from "#app/_feedback/error-notice.tsx";

export interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const reference = error.digest === undefined ? "" : `, with the reference ${error.digest}`;
  const text = `Your todos are safe. If it happens again, tell the person who runs this installation${reference}.`;
  return <ErrorNotice title="This page could not be shown" text={text} retry={retry} />;
}
