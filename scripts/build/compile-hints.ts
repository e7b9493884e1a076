import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** V8 takes it from the start of a script; other engines read a comment. */
export const compileHint = "//# allFunctionsCalledOnLoad\n";

/**
 * Tells V8 to compile the browser's scripts of a build whole, which it does while they arrive, beside the page. Else
 * it compiles each function when it is first called: on a phone, in the very task that takes the page over. Does
 * nothing to a script that has been told before.
 * @param distDir where Next has put the build, e.g. ".next"
 */
export async function hintCompilation(distDir: string): Promise<void> {
  const folder = join(distDir, "static", "chunks");
  const scripts = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".js"));
  for (const script of scripts) {
    const path = join(folder, script);
    const text = await readFile(path, "utf8");
    if (!text.startsWith(compileHint)) await writeFile(path, compileHint + text);
  }
}
