import type { App } from "#lib/composition/create-app.ts";

/**
 * What makes the App, where no instrumentation has made it. In production it has, and Next would put a copy of all that
 * the App consists of into each route and page: 800 kB to compile, to load and to keep.
 */
const maker = process.env.NODE_ENV === "production" ? null : await import("#lib/composition/process-app.ts");

/** The process's one App (lib/composition/process-app.ts). */
export function app(): App {
  if (maker !== null) return maker.processApp();
  if (globalThis.tidyApp === undefined) throw new Error("The App is used before instrumentation-node.ts has made it.");
  return globalThis.tidyApp.app;
}
