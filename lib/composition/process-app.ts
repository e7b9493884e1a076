import { afterAnswer } from "#lib/after-answer.ts";
import { env } from "#lib/env.ts";
import { type App, createApp } from "./create-app.ts";

declare global {
  var tidyApp: { readonly app: App; readonly madeBy: symbol } | undefined;
}

/** A new symbol each time this module is evaluated: in development after each edit of one that it imports. */
const thisEvaluation = Symbol("evaluation");

/**
 * The process's one App, made at the first call. Kept on globalThis, since Next bundles instrumentation and routes
 * apart. In development, edited code continues with the connections and the running engine of the code before it.
 * @throws {EnvironmentError}
 */
export function processApp(): App {
  const held = globalThis.tidyApp;
  const isCurrent = held?.madeBy === thisEvaluation || held?.app.env.NODE_ENV !== "development";
  if (held && isCurrent) return held.app;
  const overrides = held
    ? { databases: held.app.databases, engine: held.app.runtime.engine, metrics: held.app.metrics }
    : {};
  const made = createApp(env(), { ...overrides, after: afterAnswer });
  globalThis.tidyApp = { app: made, madeBy: thisEvaluation };
  return made;
}
