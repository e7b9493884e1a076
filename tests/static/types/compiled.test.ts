import { execFile } from "node:child_process";
import { readdir, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { readTutorial } from "#tests/support/guide/guide.ts";
import { readGuideTask, registryPath } from "#tests/support/guide/guide-task.ts";
import { writeTutorial } from "#tests/support/guide/tutorial-files.ts";
import { type CheckoutCopy, copyCheckout } from "#tests/support/processes/checkout-copy.ts";

const code = ["app", "lib", "scripts", "tests"];
const modules = join(checkoutDirectory, "node_modules");

/** `rejected/payload.ts:4 TS2322`: where the compiler refuses something, and why. */
type Refusal = string;

/** The errors that comments `// rejected: TS…` at the ends of lines announce. */
async function announced(): Promise<Refusal[]> {
  const folder = join(checkoutDirectory, "tests/static/types/rejected");
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return files.flatMap((file, index) =>
    (texts[index] ?? "").split("\n").flatMap((line, number) => {
      const code = /\/\/ rejected: (TS\d+)$/.exec(line)?.[1];
      return code === undefined ? [] : [`tests/static/types/rejected/${file}:${number + 1} ${code}`];
    }),
  );
}

const beside = (path: string) => path.replace(/\.ts$/, "-first.ts");

/** Adds the guide's task in both versions, each in a registry of its own. */
async function followGuide(project: CheckoutCopy): Promise<void> {
  const task = await readGuideTask();
  await project.write(task.path, task.complete);
  await project.write(registryPath, task.registry);
  await project.write(beside(task.path), task.first);
  await project.write(beside(registryPath), task.registry.replaceAll(basename(task.path), basename(beside(task.path))));
  await project.write("usage.ts", `${task.usage}\nconsole.log(JSON.stringify({ waitingCount }));\n`);
}

/** The compiler's errors for a project, by the rules of this one, and all that it says. */
async function refused(project: CheckoutCopy): Promise<{ refusals: Refusal[]; output: string }> {
  const run = promisify(execFile);
  const cwd = project.directory;
  // The types of pages' addresses, and of what Next expects of pages and routes.
  await run(process.execPath, [join(modules, "next/dist/bin/next"), "typegen"], { cwd });
  const include = ["*.ts", ...code, "tutorial", ".next/types"];
  const config = { extends: "./tsconfig.json", compilerOptions: { incremental: false }, include, exclude: [] };
  await project.write("tsconfig.all.json", JSON.stringify(config));
  const args = [join(modules, "typescript/bin/tsc"), "--project", "tsconfig.all.json", "--pretty", "false"];
  const { stdout } = await run(process.execPath, args, { cwd }).catch((error: { stdout: string }) => error);
  const errors = stdout.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+)/gm);
  return { refusals: [...errors].map(([, file, line, code]) => `${file}:${line} ${code}`), output: stdout };
}

/** One compilation, also for `npm test`, whose build leaves it out: what all import costs as much as the rest. */
test("the compiler refuses every line that is marked so, for the reason given, and nothing else here or in the docs", {
  timeout: 240_000,
}, async () => {
  const root = (await readdir(checkoutDirectory)).filter((name) => name.endsWith(".ts") && name !== "next-env.d.ts");
  const project = await copyCheckout([...code, ...root, "package.json", "tsconfig.json"]);
  try {
    await symlink(modules, join(project.directory, "node_modules"));
    await project.write("next-env.d.ts", '/// <reference types="next" />\n');
    await followGuide(project);
    await writeTutorial(project, await readTutorial());
    const expected = await announced();
    expect(expected.length).toBeGreaterThan(25);
    const { refusals, output } = await refused(project);
    expect(refusals.toSorted(), output).toEqual(expected.toSorted());
  } finally {
    await project.remove();
  }
});
