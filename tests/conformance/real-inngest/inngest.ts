import type { EngineHarness, EngineHost } from "../suite/harness.ts";
import { openGateway } from "./load-balancer.ts";
import { type InngestMode, startInngestServer } from "./server.ts";

/** A real Inngest server, and one address for all processes of the app. */
export const inngest: EngineHarness = {
  name: "inngest",
  outOfReach: { TASK_ENGINE: "inngest", INNGEST_DEV: "http://127.0.0.1:1" },
  // Inngest notices a broken connection at once, and here tries again after a second (by default after 10 to 40).
  recoverySeconds: 5,
  // Inngest's own backoff grows; the option that makes a test of it bearable makes it linear.
  backoffFactor: 1,
  // It waits for nothing: Inngest asks the next process for the next part.
  shutdownLeaves: { status: "running", attempt: 1 },
  // Inngest says what it saw.
  lostRun: /before the SDK responded/,
  openHost: () => openHost("dev"),
};

/** The same as in production, where both sides sign what they send. */
export const signedInngest: EngineHarness = { ...inngest, openHost: () => openHost("signed") };

async function openHost(mode: InngestMode): Promise<EngineHost> {
  const [server, gateway] = await Promise.all([startInngestServer(mode), openGateway()]);
  let synced: Promise<void> | undefined;
  return {
    variables: { TASK_ENGINE: "inngest", ...server.variables },
    async join(port) {
      gateway.add(port);
      synced ??= sync(gateway.url);
      await synced;
    },
    leave: gateway.remove,
    async close() {
      await server.stop();
      await gateway.close();
    },
  };
}

/** Lets the app tell Inngest what functions it has and where. */
async function sync(url: string): Promise<void> {
  const response = await fetch(`${url}/api/inngest`, { method: "PUT" });
  if (!response.ok) throw new Error(`Inngest did not take the app's functions: ${await response.text()}`);
}
