import type { App } from "#lib/composition/create-app.ts";

/** A cleanup run that the test executes itself, step by step. */
export async function recordOwnRun({ runtime: { store } }: App, payload: { readonly days: number }): Promise<string> {
  const request = { task: "todo/cleanup", trigger: "console", payload, engine: "in-process" } as const;
  return (await store.record(request, new Date())).run.id;
}
