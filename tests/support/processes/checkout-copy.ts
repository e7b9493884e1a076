import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** A folder with some of this checkout's files, to change and to run. */
export interface CheckoutCopy {
  readonly directory: string;
  write(path: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

export async function copyCheckout(paths: readonly string[]): Promise<CheckoutCopy> {
  const directory = await mkdtemp(join(tmpdir(), "tidy-checkout-"));
  for (const path of paths) await cp(join(checkoutDirectory, path), join(directory, path), { recursive: true });
  return {
    directory,
    async write(path, text) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), text);
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
