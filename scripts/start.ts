import { existsSync } from "node:fs";
import { join } from "node:path";
import { checkoutDirectory } from "./runtime/checkout.ts";
import { runCommand, type Say } from "./runtime/command.ts";
import { parsePort } from "./runtime/dev-flags.ts";
import { isAnswering } from "./runtime/ports.ts";
import { becomeServer, parseConcurrency } from "./start/become-server.ts";

await runCommand(async () => {
  if (!existsSync(join(checkoutDirectory, ".next", "BUILD_ID"))) {
    throw new Error('There is no build to start. Run "npm run build" first.');
  }
  const port = parsePort(process.env.PORT || "3000");
  // Keeps a port that somebody chose: others rely on it. Otherwise takes the next free one.
  const isChosen = Boolean(process.env.PORT || process.env.DATABASE_URL);
  if (isChosen && (await isAnswering(port))) {
    throw new Error(`Port ${port} is taken. Stop what listens there, or choose another: PORT=${port + 1} npm start`);
  }
  // The server checks its environment, migrates, and says when it is ready.
  const processes = parseConcurrency(process.env.WEB_CONCURRENCY);
  if (process.env.DATABASE_URL) becomeServer({ port, host: process.env.APP_URL ? null : "127.0.0.1", processes });
  const { reserveFrom, serveBeside } = await import("./start/own-database.ts");
  const reserve = async (say: Say) => (isChosen ? { port, release: async () => {} } : reserveFrom(port, say));
  return await serveBeside(reserve, { processes });
});
