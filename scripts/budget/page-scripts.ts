import { gzipSync } from "node:zlib";
import { compileHint } from "#scripts/build/compile-hints.ts";

/** What all scripts of a page may have in gzip: 170 kB, of 1,000 bytes each. */
export const scriptBudget = 170_000;

/** A script that a page loads. */
export interface PageScript {
  readonly path: string;
  readonly bytes: number;
  readonly gzipBytes: number;
  /** Whether a browser compiles it while it arrives. */
  readonly isHinted: boolean;
  /** The packages whose fingerprints are in it. */
  readonly packages: readonly string[];
}

/** The addresses of the scripts that a modern browser loads for a page's HTML, each once. */
export function scriptPaths(html: string): string[] {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  const paths = tags.flatMap((tag) => {
    if (/\bnomodule\b/i.test(tag)) return [];
    if (tag.startsWith("<script")) return attribute(tag, "src") ?? [];
    const isScript = attribute(tag, "rel") === "modulepreload" || attribute(tag, "as") === "script";
    return isScript ? (attribute(tag, "href") ?? []) : [];
  });
  return [...new Set(paths)];
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, "i").exec(tag)?.[1]?.replaceAll("&amp;", "&");
}

/** A page's markup without its scripts, which repeat the data for hydration. */
export function markupOf(html: string): string {
  return html.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, "");
}

export function measure(path: string, code: string): PageScript {
  return {
    path,
    bytes: Buffer.byteLength(code),
    gzipBytes: gzipSync(code).length,
    isHinted: code.startsWith(compileHint),
    packages: packagesIn(code),
  };
}

/** Words that survive minification and occur in one package only. */
const fingerprints: Readonly<Record<string, RegExp>> = {
  "react-dom": /__reactContainer\$|hydrateRoot|react-dom-/,
  react: /react\.transitional\.element/,
  next: /next-router-state-tree|__next_f|NEXT_REDIRECT/,
  "@tanstack/react-query": /isFetchingNextPage|dehydratedAt|QueryClient/,
  zod: /_zod|ZodError/,
  "better-auth": /better-auth/,
  "core-js (polyfills)": /core-js/,
};

function packagesIn(code: string): string[] {
  return Object.entries(fingerprints).flatMap(([name, pattern]) => (pattern.test(code) ? [name] : []));
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** The sum, and a line for each script, the largest first. */
export function report(scripts: readonly PageScript[]): string {
  const lines = scripts
    .toSorted((one, other) => other.gzipBytes - one.gzipBytes)
    .map(({ path, bytes, gzipBytes, packages }) => {
      const name = path.split("/").at(-1) ?? path;
      const found = packages.length === 0 ? "Tidy’s own code, or a package without a fingerprint" : packages.join(", ");
      return `${kB(gzipBytes).padStart(9)} gzip ${kB(bytes).padStart(9)} raw  ${name}: ${found}`;
    });
  const sum = `first-load JavaScript: ${kB(gzipSum(scripts))} gzip; the budget is ${kB(scriptBudget)}`;
  return [sum, ...lines].join("\n");
}

/** The bytes of all scripts together, as they are sent. */
export function gzipSum(scripts: readonly PageScript[]): number {
  return scripts.reduce((sum, { gzipBytes }) => sum + gzipBytes, 0);
}
