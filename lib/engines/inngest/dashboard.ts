import { type Env, isInngestDev } from "#lib/env.ts";

type DashboardEnv = Pick<Env, "INNGEST_DEV" | "INNGEST_BASE_URL" | "INNGEST_DASHBOARD_URL">;

/** The default address of Inngest's dev server. */
const DEV_SERVER = "http://localhost:8288";

/**
 * The address of a run in the dashboard of Inngest, without the id that ends it. Null where nothing says where the
 * dashboard is, as with Inngest Cloud, whose addresses name an environment.
 */
export function inngestRunAddress(env: DashboardEnv): string | null {
  const base = env.INNGEST_DASHBOARD_URL ?? ownServer(env);
  if (base === null) return null;
  const { hostname } = new URL(base);
  const folder = base.replace(/\/$/, "");
  return hostname === "app.inngest.com" ? `${folder}/runs/` : `${folder}/run?runID=`;
}

/** A server of one's own shows its dashboard where it takes events. */
function ownServer(env: DashboardEnv): string | null {
  if (!isInngestDev(env)) return env.INNGEST_BASE_URL ?? null;
  return env.INNGEST_DEV !== undefined && URL.canParse(env.INNGEST_DEV) ? env.INNGEST_DEV : DEV_SERVER;
}
