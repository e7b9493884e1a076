import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { findFreePort } from "#scripts/runtime/ports.ts";
import { isAlive } from "#scripts/runtime/processes.ts";
import { serverFlags } from "#scripts/start/become-server.ts";
import { ask } from "../embedded-postgres/servers.ts";
import { aboutNext, haveEnded, postgresPid, setUpCheckout } from "./commands.ts";

const checkout = setUpCheckout();
const { run, startDev } = checkout;

const tableOf = async (port: number, table: string) =>
  await ask((await aboutNext(port)).env.DATABASE_URL, `SELECT to_regclass('${table}')::text`);

test("it says how to sign in; Ctrl-C leaves nothing running but the data, which --reset deletes", async () => {
  const port = await findFreePort();
  const first = await startDev(port);
  expect(first.output()).toContain(`Tidy is ready: http://localhost:${port}`);
  expect(first.output()).toContain("sign in as demo@example.com with the password tidy-demo");
  expect(first.output()).toContain("seeded for demo@example.com");
  const next = await aboutNext(port);
  expect(next.mode).toBe("dev");
  await ask(next.env.DATABASE_URL, "CREATE TABLE kept ()");
  const postgres = await postgresPid(checkout.directory);
  expect(await first.signal("SIGINT")).toBe(0);
  await haveEnded(next.pid, postgres);

  // A port that is taken is skipped.
  const other = createServer().listen(port, "127.0.0.1");
  try {
    const second = await startDev(port);
    const used = Number(/Tidy is ready: http:\/\/localhost:(\d+)/.exec(second.output())?.[1]);
    expect(used).toBeGreaterThan(port);
    expect(second.output()).toContain(`port ${port} is taken, using ${used}`);
    expect(await tableOf(used, "kept")).toBe("kept");
    await second.signal("SIGINT");
  } finally {
    other.close();
  }
  await mkdir(join(checkout.directory, ".data", "backups"), { recursive: true });
  const anew = await startDev(port, "--reset");
  expect(anew.output()).toContain("deleted the database and the secrets in .data, left .data/backups");
  expect(await tableOf(port, "kept")).toBeNull();
});

test("while it runs, a second start says where it is, and a command that ends leaves it its database", async () => {
  const port = await findFreePort();
  await startDev(port);
  const second = run("dev.ts", ["--port", String(port)]);
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`already running from this checkout, at http://localhost:${port}`);
  const status = run("db-status.ts", []);
  expect(await status.exited).toBe(0);
  expect(status.output()).toContain("The database is up to date.");
  expect((await aboutNext(port)).mode).toBe("dev");
  const postgres = await postgresPid(checkout.directory);
  expect(postgres !== null && isAlive(postgres)).toBe(true);
});

test("after kill -9 its server ends by itself, and the next start adopts the database and stops it", async () => {
  const port = await findFreePort();
  const first = await startDev(port);
  const { pid, env } = await aboutNext(port);
  await ask(env.DATABASE_URL, "CREATE TABLE survived ()");
  const postgres = await postgresPid(checkout.directory);
  await first.signal("SIGKILL");
  await haveEnded(pid);
  const second = await startDev(port);
  expect(await postgresPid(checkout.directory)).toBe(postgres);
  expect(await tableOf(port, "survived")).toBe("survived");
  expect(await second.signal("SIGTERM")).toBe(0);
  await haveEnded(postgres);
});

test("--reset leaves a database of somebody else's alone", async () => {
  const dev = run("dev.ts", ["--reset"], { DATABASE_URL: "postgresql://somewhere/else" });
  expect(await dev.exited).toBe(1);
  expect(dev.output()).toContain("DATABASE_URL names another one");
});

test("Ctrl-C on the way leaves nothing running either", async () => {
  const dev = run("dev.ts", ["--port", String(await findFreePort())]);
  await dev.says("applying migrations");
  const postgres = await postgresPid(checkout.directory);
  expect(await dev.signal("SIGINT")).toBe(0);
  await haveEnded(postgres);
});

test("npm start brings its own database as well, without demo data", async () => {
  const port = await findFreePort();
  const start = run("start.ts", [], { PORT: String(port), WEB_CONCURRENCY: "2" });
  await start.says("one process serves, not 2: WEB_CONCURRENCY needs DATABASE_URL");
  await start.says(`Tidy is ready: http://localhost:${port}`);
  expect((await aboutNext(port)).mode).toBe("start");
  expect(start.output()).not.toContain("seeded");
  const invite = run("user.ts", ["invite"]);
  expect(await invite.exited).toBe(0);
  expect(invite.output()).toContain(`http://localhost:${port}/join?token=`);
  const backup = run("task.ts", ["system/backup"]);
  expect(await backup.exited).toBe(0);
  expect(await readdir(join(checkout.directory, ".data", "backups"))).toHaveLength(1);
  const postgres = await postgresPid(checkout.directory);
  expect(await start.signal("SIGTERM")).toBe(0);
  await haveEnded(postgres);
  expect(existsSync(join(checkout.directory, ".data", "auth-secret"))).toBe(true);
});

test("npm start with a database of its own becomes the server, which gets the signals", async () => {
  const port = await findFreePort();
  const url = "postgresql://ann:open-sesame@127.0.0.1:9/tidy";
  const start = run("start.ts", [], { PORT: String(port), DATABASE_URL: url });
  await vi.waitFor(async () => expect((await aboutNext(port)).mode).toBe("start"), { timeout: 50_000 });
  const { pid, env, flags } = await aboutNext(port);
  expect([pid, env.DATABASE_URL, flags]).toEqual([start.child.pid, url, serverFlags]);
  const second = run("start.ts", [], { PORT: String(port), DATABASE_URL: url });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain(`Port ${port} is taken.`);
  await start.signal("SIGTERM");
  expect(start.child.signalCode).toBe("SIGTERM");
});

test("npm start with WEB_CONCURRENCY becomes several servers at one port, which end with it", async () => {
  const port = await findFreePort();
  const settings = { PORT: String(port), DATABASE_URL: "postgresql://127.0.0.1:9/tidy", WEB_CONCURRENCY: "2" };
  const start = run("start.ts", [], settings);
  const pids = new Set<number>();
  const bothAnswer = async () => {
    pids.add((await aboutNext(port)).pid);
    expect([...pids]).toHaveLength(2);
  };
  await vi.waitFor(bothAnswer, { timeout: 50_000 });
  expect([...pids]).not.toContain(start.child.pid);
  expect(await start.signal("SIGTERM")).toBe(0);
  await haveEnded(...pids);
});
