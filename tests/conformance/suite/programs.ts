import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";
import type { TestProject } from "vitest/node";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** The programs that the conformance suite starts as processes. */
interface Programs {
  /** `tests/support/processes/processes-worker.ts` */
  readonly worker: string;
  /** `scripts/drill/request/request-process.ts` */
  readonly request: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** The bundles of these programs. */
    programs: Programs;
  }
}

const directory = join(checkoutDirectory, "node_modules/.cache/conformance");

/**
 * Bundles them once for about twenty processes, as `next build` bundles the server: Node takes 0.7 s of CPU to load the
 * 1,300 modules of an app, and a third of that to load a bundle.
 */
export default async function setup(project: TestProject): Promise<void> {
  const bundle = await rolldown({
    cwd: checkoutDirectory,
    input: {
      worker: "tests/support/processes/processes-worker.ts",
      request: "scripts/drill/request/request-process.ts",
    },
    platform: "node",
    // An optional part of the driver, which is not installed.
    external: ["pg-native"],
    // Costs more than it saves.
    treeshake: false,
    logLevel: "silent",
  });
  const { output } = await bundle.generate({ entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" });
  await bundle.close();
  await mkdir(directory, { recursive: true });
  await Promise.all(output.map((file) => replace(file.fileName, file.type === "chunk" ? file.code : file.source)));
  project.provide("programs", { worker: join(directory, "worker.mjs"), request: join(directory, "request.mjs") });
}

/** At once, since another run of the tests may load it. */
async function replace(name: string, content: string | Uint8Array): Promise<void> {
  const path = join(directory, name);
  const unfinished = `${path}.${process.pid}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
