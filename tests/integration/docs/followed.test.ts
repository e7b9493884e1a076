import { execFile } from "node:child_process";
import { readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { type CheckoutCopy, copyCheckout } from "#tests/support/checkout-copy.ts";
import { setUpTestDatabase } from "#tests/support/database.ts";
import { addOwner, addTodo, daysAgo } from "#tests/support/people.ts";
import { inheritedEnvironment } from "#tests/support/processes/inherited.ts";
import { applyBlock, type Block, readBlocks, readTutorial, type TutorialStep } from "./guide.ts";

const database = setUpTestDatabase();
let project: CheckoutCopy;
let blocks: Block[];
let tutorial: TutorialStep[];

const registry = "lib/tasks/registry.ts";
const beside = (path: string) => path.replace(/\.ts$/, "-first.ts");
const modules = join(checkoutDirectory, "node_modules");

/** Starts what a server's process starts, executes the guide's lines, and tells what else the task can do. */
const server = `
import { app } from "#lib/app.ts";
await app().start();
await import("./usage.ts");
const task = app().tasks.byName("todo/report");
if (task.preview) console.log(JSON.stringify({ preview: await app().tasks.preview(task, {}, new Date()) }));
await app().close();
`;

beforeAll(async () => {
  blocks = await readBlocks("docs/adding-a-task.md");
  tutorial = await readTutorial();
  project = await copyCheckout(["app", "lib", "scripts", "prisma", "package.json", "tsconfig.json"]);
  await symlink(modules, join(project.directory, "node_modules"));
  await project.write("next-env.d.ts", '/// <reference types="next" />\n');
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

/** Compiles the project, and each step of the tutorial, by the project's rules. @throws {Error} for what is refused */
async function compile(): Promise<void> {
  // The types of the pages' addresses are made by Next, in the checkout.
  const include = ["app", "lib", "*.ts", "tutorial", join(checkoutDirectory, ".next/types/routes.d.ts")];
  const config = { extends: "./tsconfig.json", compilerOptions: { incremental: false }, include };
  await project.write("tsconfig.guide.json", JSON.stringify(config));
  await run(join(modules, "typescript/bin/tsc"), ["--project", "tsconfig.guide.json"]);
}

const folderOf = (step: number) => `tutorial/${step}`;

/** Each step is an app of its own, but they are compiled together, so their globals may not share a name. */
async function writeTutorial(): Promise<void> {
  for (const [step, { files }] of tutorial.entries())
    for (const [path, code] of files)
      await project.write(join(folderOf(step), path), code.replaceAll("littleTidy", `littleTidy${step}`));
}

test("the tutorial and the guide compile, and the guide's task runs on the embedded engine", {
  timeout: 240_000,
}, async () => {
  const [first, ...others] = blocks.filter(({ path }) => path?.startsWith("lib/tasks/definitions/"));
  const [listing, ...moreListings] = blocks.filter(({ path }) => path === registry);
  const [usage, ...moreUsages] = blocks.filter(({ path, language }) => path === null && language === "ts");
  const commands = blocks.find(({ language }) => language === "sh");
  expect([others.length, moreListings.length, moreUsages.length]).toEqual([1, 0, 0]);
  if (!first?.path || !listing || !usage) throw new Error("The guide has no definition, no listing or no usage.");

  await project.write(registry, applyBlock(await readFile(join(checkoutDirectory, registry), "utf8"), listing));
  await project.write("usage.ts", `${usage.code}\nconsole.log(JSON.stringify({ waitingCount }));\n`);
  await project.write("server.ts", server);

  await project.write(first.path, first.code);
  expect(await run("server.ts")).toBe('{"waitingCount":2}\n');
  expect(await database.db.taskRun.findMany({ where: { task: "todo/report" } })).toMatchObject([
    { status: "succeeded", engine: "postgres", result: { waitingCount: 2 } },
  ]);
  expect(await database.db.taskSchedule.count({ where: { task: "todo/report" } })).toBe(0);

  const [scheduled] = others;
  await project.write(first.path, scheduled?.code ?? "");
  // The compiler reads the first version beside the second, and both in a registry: twice would cost as much again.
  await project.write(beside(first.path), first.code);
  const text = await readFile(join(project.directory, registry), "utf8");
  await project.write(beside(registry), text.replaceAll(basename(first.path), basename(beside(first.path))));
  await writeTutorial();
  await compile();
  expect(await run("server.ts")).toBe('{"waitingCount":2}\n{"preview":{"waitingCount":2}}\n');
  expect(await database.db.taskSchedule.findUnique({ where: { task: "todo/report" } })).toMatchObject({
    cron: "0 7 * * *",
  });

  const [, args = ""] = /^npm run task -- (.*)$/m.exec(commands?.code ?? "") ?? [];
  expect(await run("scripts/task.ts", args.split(" "))).toContain('"waitingCount": 2');
});

test("the tests of the tutorial's last step pass", { timeout: 240_000 }, async () => {
  await writeTutorial();
  const folder = folderOf(tutorial.length - 1);
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
  const block = { language: "ts", path: registry, code: 'import "./a.ts";\nexport const tasks = [a];\n' };
  expect(applyBlock("export const tasks = [];\n", block)).toBe('import "./a.ts";\nexport const tasks = [a];\n');
  expect(() => applyBlock("export const others = [];\n", block)).toThrow("Nothing in the file is replaced");
});
