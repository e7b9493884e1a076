import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";
import { applyBlock, readBlocks } from "./guide.ts";

/** The task that docs/adding-a-task.md adds, as a reader has it in files. */
export interface GuideTask {
  /** The path of the definition in the guide. */
  readonly path: string;
  readonly first: string;
  /** With a schedule and a preview. */
  readonly complete: string;
  /** The registry that lists it. */
  readonly registry: string;
  /** Code that enqueues it and waits for `waitingCount`. */
  readonly usage: string;
  /** Arguments of `npm run task`. */
  readonly command: readonly string[];
}

export const registryPath = "lib/tasks/registry.ts";

/** @throws {Error} where the guide shows more or less than that */
export async function readGuideTask(): Promise<GuideTask> {
  const blocks = await readBlocks("docs/adding-a-task.md");
  const [first, complete, ...moreDefinitions] = blocks.filter(({ path }) => path?.startsWith("lib/tasks/definitions/"));
  const [listing, ...moreListings] = blocks.filter(({ path }) => path === registryPath);
  const [usage, ...moreUsages] = blocks.filter(({ path, language }) => path === null && language === "ts");
  const [, args] = /^npm run task -- (.*)$/m.exec(blocks.find(({ language }) => language === "sh")?.code ?? "") ?? [];
  const more = moreDefinitions.length + moreListings.length + moreUsages.length;
  if (!first?.path || complete?.path !== first.path || !listing || !usage || args === undefined || more > 0)
    throw new Error("The guide has two definitions, a listing, a usage and a command.");
  return {
    path: first.path,
    first: first.code,
    complete: complete.code,
    registry: applyBlock(await readFile(join(checkoutDirectory, registryPath), "utf8"), listing),
    usage: usage.code,
    command: args.split(" "),
  };
}
