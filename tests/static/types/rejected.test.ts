import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
const compiler = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

/** `rejected/payload.ts:4 TS2322`: where the compiler refuses something, and why. */
type Refusal = string;

/** What the compiler says about the files in `accepted` and `rejected`. */
async function refused(): Promise<Refusal[]> {
  const compile = promisify(execFile)(process.execPath, [compiler, "--project", here, "--pretty", "false"], {
    cwd: here,
  });
  const output = await compile.catch((error: { stdout: string }) => error);
  return [...output.stdout.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+)/gm)].map(
    ([, file, line, code]) => `${file}:${line} ${code}`,
  );
}

/** What the comments `// rejected: TS…` at the ends of lines announce. */
async function announced(): Promise<Refusal[]> {
  const folder = join(here, "rejected");
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return files.flatMap((file, index) =>
    (texts[index] ?? "").split("\n").flatMap((line, number) => {
      const code = /\/\/ rejected: (TS\d+)$/.exec(line)?.[1];
      return code === undefined ? [] : [`rejected/${file}:${number + 1} ${code}`];
    }),
  );
}

test("the compiler refuses every line that is marked so, for the reason given, and nothing else", async () => {
  const expected = await announced();
  expect(expected.length).toBeGreaterThan(25);
  expect((await refused()).toSorted()).toEqual(expected.toSorted());
});
