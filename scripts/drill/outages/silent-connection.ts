import { poll } from "#scripts/runtime/processes.ts";
import { startBuiltApp } from "../app/built-app.ts";
import { areRefusedInTime, describeAnswers, signUp, type Visitor } from "../app/visitor.ts";
import type { Drill, DrillContext } from "../drill.ts";
import { startDatabaseProxy } from "./database-proxy.ts";

/** The time that a process with silent connections may take to end. */
const STOP_MS = 40_000;

export const silentConnection: Drill = {
  name: "silent-connection",
  description:
    "lets every connection to the database fall silent and stay open; callers are refused in time, and a stop ends",
  async run(context) {
    const proxy = await startDatabaseProxy(await context.createDatabase());
    context.atEnd(proxy.close);
    const app = await startBuiltApp(context, { DATABASE_URL: proxy.url });
    const visitor = await signUp(app.origin);
    const rounds = context.rounds ?? 1;
    for (let round = 1; round <= rounds && !context.stop.aborted; round += 1) {
      proxy.freeze();
      await askInSilence(context, visitor);
      await proxy.open();
      const recovered = async () =>
        (await visitor.askAsUser()).every(({ status }) => status === 200) ? true : undefined;
      const held = (await poll(recovered, { timeoutMs: 20_000 })) === true;
      context.check("all is served again once the database is heard", held);
    }
    proxy.freeze();
    const startedAt = performance.now();
    await app.stop();
    const ms = Math.round(performance.now() - startedAt);
    context.check("a process whose connections are silent ends when it is told to", ms < STOP_MS, `after ${ms} ms`);
  },
};

async function askInSilence({ check }: DrillContext, visitor: Visitor): Promise<void> {
  const [refused, live, ready] = await Promise.all([
    visitor.askEverything(),
    visitor.ask("/api/health/live"),
    visitor.ask("/api/health/ready"),
  ]);
  check("pages, the API and signing in get 503 within 5 s", areRefusedInTime(refused), describeAnswers(refused));
  check(
    "the process says that it lives, and is not ready",
    live.status === 200 && ready.status === 503,
    describeAnswers([live, ready]),
  );
}
