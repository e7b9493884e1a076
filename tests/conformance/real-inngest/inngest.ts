import { askForSync } from "#scripts/doctor/inngest/protocol.ts";
import type { EngineHarness, EngineHost } from "../suite/harness.ts";
import { openLoadBalancer } from "./load-balancer.ts";
import { type InngestMode, startInngestServer } from "./server.ts";

/** A real Inngest server, and one address for all processes of the app. */
export const inngest: EngineHarness = {
  name: "inngest",
  outOfReach: { TASK_ENGINE: "inngest", INNGEST_DEV: "http://127.0.0.1:1" },
  // Inngest notices a broken connection at once and retries after a second here (by default after 10 to 40).
  recoverySeconds: 5,
  backoffFactor: 2,
  // Inngest asks another process for the next slice.
  shutdownLeaves: { status: "running", attempt: 1 },
  stalledRun: /before the SDK responded/,
  openHost: () => openHost("dev"),
};

/** As in production: both sides sign what they send. */
export const signedInngest: EngineHarness = { ...inngest, openHost: () => openHost("signed") };

async function openHost(mode: InngestMode): Promise<EngineHost> {
  const [server, loadBalancer] = await Promise.all([startInngestServer(mode), openLoadBalancer()]);
  let synced: Promise<void> | undefined;
  return {
    variables: { TASK_ENGINE: "inngest", APP_URL: loadBalancer.url, ...server.variables },
    async join(port) {
      loadBalancer.add(port);
      synced ??= sync(loadBalancer.url, server.variables.INNGEST_SIGNING_KEY);
      await synced;
    },
    leave: loadBalancer.remove,
    async close() {
      await server.stop();
      await loadBalancer.close();
    },
  };
}

/** Lets the app tell Inngest what functions it has and where. */
async function sync(url: string, signingKey: string | undefined): Promise<void> {
  const answer = await askForSync(url, signingKey, new Date());
  if ("reason" in answer || answer.status !== 200) {
    throw new Error(`Inngest did not take the app's functions: ${JSON.stringify(answer)}`);
  }
}
