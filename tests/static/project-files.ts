import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A text file of the repository, by its path from the root, with forward slashes. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = "{app,lib,scripts,tests,prisma,public,docs,.github}/**";
const kinds = "*.{ts,tsx,mjs,js,css,sql,prisma,md,yml}";

/** Reads everything that is written by hand: code, styles, migrations and documentation. */
export async function readProject(): Promise<ProjectFile[]> {
  const files: ProjectFile[] = [];
  for await (const found of glob([`${folders}/${kinds}`, kinds, ".env.example"], { cwd: root })) {
    const path = found.replaceAll("\\", "/");
    if (!isGenerated(path)) files.push({ path, text: await readFile(join(root, path), "utf8") });
  }
  return files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Code that runs or is compiled. The limits of size and the direction of imports hold for it. */
export function isCode({ path }: ProjectFile): boolean {
  return /\.(?:tsx?|mjs|js)$/.test(path);
}

function isGenerated(path: string): boolean {
  return path.startsWith("lib/db/generated/") || path === "next-env.d.ts";
}
