import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { nodeFileTrace } from "@vercel/nft";

/**
 * Every file that these programs load, now or later, packages included. Paths are relative to `directory`, as the
 * programs' are.
 */
export async function traceFiles(directory: string, programs: readonly string[]): Promise<string[]> {
  const { fileList } = await nodeFileTrace([...programs], {
    base: directory,
    processCwd: directory,
    // Node drops the types as it loads a file. The tracer reads JavaScript alone.
    readFile: async (path) => (path.endsWith(".ts") ? withoutTypes(await readFile(path, "utf8")) : readBytes(path)),
  });
  return [...fileList].sort();
}

function withoutTypes(text: string): string {
  return stripTypeScriptTypes(text, { mode: "strip" });
}

async function readBytes(path: string): Promise<Buffer | null> {
  return await readFile(path).catch(() => null);
}
