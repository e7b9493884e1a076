import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

/** A line of code in a file of the project's layout. */
export interface Line {
  readonly file: string;
  readonly line: string;
}

/** Biome with this repository's rules, on a layout of its own. */
export interface Linter {
  /** Writes the lines into their files and tells which of them break the rule, in the order given. */
  refusals(rule: string, lines: readonly Line[]): Promise<Line[]>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const biome = join(root, "node_modules/@biomejs/biome/bin/biome");

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      category: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.int() }) }),
    }),
  ),
});

export async function startLinter(): Promise<Linter> {
  const folder = await mkdtemp(join(tmpdir(), "tidy-lint-"));
  const config = JSON.parse(await readFile(join(root, "biome.json"), "utf8"));
  await writeFile(join(folder, "biome.json"), JSON.stringify({ ...config, vcs: { enabled: false } }));
  // The files that biome.json extends, and the targets of imports with `#`.
  for (const file of ["biome.imports.jsonc", "package.json"]) await copyFile(join(root, file), join(folder, file));

  const lint = async (rule: string) => {
    const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none"];
    const run = promisify(execFile)(process.execPath, args, { cwd: folder });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    const { diagnostics } = reportSchema.parse(JSON.parse(stdout));
    return diagnostics.filter(({ category }) => category === `lint/${rule}`);
  };

  return {
    async refusals(rule, lines) {
      const linesOf = Map.groupBy(lines, ({ file }) => file);
      for (const [file, its] of linesOf) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), its.map(({ line }) => `${line}\n`).join(""));
      }
      const found = (await lint(rule)).map(
        ({ location }) => linesOf.get(location.path)?.[location.start.line - 1] ?? { file: location.path, line: "?" },
      );
      for (const file of linesOf.keys()) await rm(join(folder, file));
      return [...lines.filter((line) => found.includes(line)), ...found.filter((line) => !lines.includes(line))];
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}
