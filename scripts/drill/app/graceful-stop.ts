import type { Drill } from "../drill.ts";
import { type BuiltApp, startBuiltApp } from "./built-app.ts";
import { describeTally, startLoad } from "./load.ts";
import { signUp } from "./visitor.ts";

/** The number of answers between two stops. */
const answersBetween = 200;

export const gracefulStop: Drill = {
  name: "graceful-stop",
  description:
    "stops and starts two processes in turn under load; no request may be refused, reset or answered with an error",
  async run(context) {
    const database = await context.createDatabase();
    const first = await startBuiltApp(context, { DATABASE_URL: database });
    const start = (port?: number) => startBuiltApp(context, first.settings, port);
    const apps: [BuiltApp, BuiltApp] = [first, await start()];
    const visitor = await signUp(first.origin);
    const load = startLoad(
      apps.map(({ port }) => port),
      { cookie: visitor.cookie, origin: first.origin },
    );
    context.atEnd(async () => void (await load.end()));
    const rounds = context.rounds ?? 20;
    for (let round = 0; round < rounds && !context.stop.aborted; round += 1) {
      const index = round % 2 === 0 ? 0 : 1;
      await load.answered(answersBetween);
      await apps[index].stop();
      apps[index] = await start(apps[index].port);
    }
    await load.answered(answersBetween);
    const tally = await load.end();
    const broken = tally.refused + tally.reset + tally.errors;
    context.check(`${rounds} stops under load break no request`, broken === 0, describeTally(tally));
  },
};
