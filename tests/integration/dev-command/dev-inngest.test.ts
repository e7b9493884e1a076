import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { aboutNext, haveEnded, postgresPid, setUpCheckout } from "./commands.ts";

const checkout = setUpCheckout();

/** Stands for Inngest's program: prints how it was called and answers at its port. */
const standIn = `#!/usr/bin/env node
import { createServer } from "node:http";
console.log("called with", process.argv.slice(2).join(" "), "as", process.pid);
const port = Number(process.argv[process.argv.indexOf("-p") + 1]);
createServer((_, response) => response.end()).listen(port, "127.0.0.1");
`;

test("--inngest starts the dev server that INNGEST_CLI names, and the app uses it", async () => {
  const program = join(checkout.directory, "inngest-stand-in");
  await writeFile(program, standIn);
  await chmod(program, 0o755);
  const port = await findFreePort();
  const dev = checkout.run("dev.ts", ["--inngest", "--port", String(port)], { INNGEST_CLI: program });
  await dev.says("Ctrl-C stops everything");
  const dashboard = /the Inngest dashboard is at (http:[^\s;]+)/.exec(dev.output())?.[1] ?? "";
  expect(dev.output()).toContain(
    `called with dev --host 127.0.0.1 --no-discovery -u http://127.0.0.1:${port}/api/inngest -p ${new URL(dashboard).port}`,
  );
  const next = await aboutNext(port);
  expect(next.env).toMatchObject({ INNGEST_DEV: dashboard, TASK_ENGINE: "inngest" });
  const inngest = Number(/ as (\d+)/.exec(dev.output())?.[1]);
  expect(await dev.signal("SIGINT")).toBe(0);
  await haveEnded(inngest, next.pid);
});

test("where the program doesn't exist, it says what to do and leaves nothing running", async () => {
  const env = { INNGEST_CLI: "/no/such/program" };
  const dev = checkout.run("dev.ts", ["--inngest", "--port", String(await findFreePort())], env);
  expect(await dev.exited).toBe(1);
  expect(dev.output()).toContain("INNGEST_CLI names /no/such/program, which didn't start");
  expect(await postgresPid(checkout.directory)).toBeNull();
});
