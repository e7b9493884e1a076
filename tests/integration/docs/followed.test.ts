import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { applyBlock, readTutorial, type TutorialStep } from "#tests/support/guide/guide.ts";
import { readGuideTask, registryPath } from "#tests/support/guide/guide-task.ts";
import { tutorialFolder, writeTutorial } from "#tests/support/guide/tutorial-files.ts";
import { addOwner, addTodo, daysAgo } from "#tests/support/people.ts";
import { type CheckoutCopy, copyCheckout } from "#tests/support/processes/checkout-copy.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";

// That the code of guide and tutorial compiles is shown by tests/static/types.

const database = setUpTestDatabase();
let project: CheckoutCopy;
let tutorial: TutorialStep[];

const modules = join(checkoutDirectory, "node_modules");

/** Starts what a server's process starts, executes the guide's lines, and tells what else the task can do. */
const server = `
import { processApp as app } from "#lib/composition/process-app.ts";
await app().start();
await import("./usage.ts");
const task = app().tasks.byName("todo/report");
console.log(JSON.stringify({ preview: await app().tasks.preview(task, {}, new Date()) }));
await app().close();
`;

beforeAll(async () => {
  tutorial = await readTutorial();
  project = await copyCheckout(["app", "lib", "scripts", "prisma", "package.json", "tsconfig.json"]);
  await symlink(modules, join(project.directory, "node_modules"));
  const owner = await addOwner(database.db);
  for (const days of [8, 9]) await addTodo(database.db, owner, { completedAt: daysAgo(days) });
});
afterAll(() => project.remove());

/** Runs a program in the project, with nothing configured but its database. @throws {Error} where it fails */
async function run(script: string, args: readonly string[] = [], folder = "."): Promise<string> {
  const env = {
    ...inheritedEnvironment(),
    NODE_ENV: "production" as const,
    DATABASE_URL: database.url,
    AUTH_SECRET: "w7Qm2Zc9Xk4Rt6Yb1Nv8Hs3Jd5Fg0LpA",
    APP_URL: "http://localhost:3000",
    LOG_LEVEL: "warn",
  };
  const options = { cwd: join(project.directory, folder), env };
  const running = promisify(execFile)(process.execPath, [script, ...args], options);
  const { stdout } = await running.catch((error: Error & { stdout: string }) => {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
  });
  return stdout;
}

test("the guide's task runs on the command line, then with its schedule and preview on the embedded engine", {
  timeout: 240_000,
}, async () => {
  const task = await readGuideTask();
  await project.write(registryPath, task.registry);
  await project.write(task.path, task.first);
  expect(await run("scripts/task.ts", task.command)).toContain('"waitingCount": 2');

  await project.write(task.path, task.complete);
  await project.write("usage.ts", `${task.usage}\nconsole.log(JSON.stringify({ waitingCount }));\n`);
  await project.write("server.ts", server);
  expect(await run("server.ts")).toBe('{"waitingCount":2}\n{"preview":{"waitingCount":2}}\n');
  expect(await database.db.taskRun.findMany({ where: { task: "todo/report" }, orderBy: { id: "asc" } })).toMatchObject([
    { status: "succeeded", trigger: "cli", result: { waitingCount: 2 } },
    { status: "succeeded", engine: "postgres", result: { waitingCount: 2 } },
  ]);
  expect(await database.db.taskSchedule.findUnique({ where: { task: "todo/report" } })).toMatchObject({
    cron: "0 7 * * *",
  });
});

test("the tests of the tutorial's last step pass", { timeout: 240_000 }, async () => {
  await writeTutorial(project, tutorial);
  const folder = tutorialFolder(tutorial.length - 1);
  await project.write(join(folder, ".env"), "");
  const test = () =>
    run(join(modules, "vitest/vitest.mjs"), ["run", "--no-color", "--no-isolate", "--maxWorkers=1"], folder);
  expect(await test()).toMatch(/Tests +7 passed/);
});

test("the tutorial installs what Tidy itself uses", async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(checkoutDirectory, "package.json"), "utf8"));
  const used = Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) => `${name}@${version}`);
  const installed = tutorial.at(-1)?.packages ?? [];
  expect(installed.length).toBeGreaterThan(10);
  expect(used).toEqual(expect.arrayContaining([...installed]));
});

test("a block that fits nowhere is refused", () => {
  const block = { language: "ts", path: registryPath, code: 'import "./a.ts";\nexport const tasks = [a];\n' };
  expect(applyBlock("export const tasks = [];\n", block)).toBe('import "./a.ts";\nexport const tasks = [a];\n');
  expect(() => applyBlock("export const others = [];\n", block)).toThrow("Nothing in the file is replaced");
});
