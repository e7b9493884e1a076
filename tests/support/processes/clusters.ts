import { execFile } from "node:child_process";
import { chown, mkdir, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { inject } from "vitest";
import { layoutOf } from "#scripts/embedded-postgres/cluster.ts";

/**
 * Puts the files of a new cluster where the first start of a server would make them. For tests of later behaviour. The
 * password is the same in all copies. Where nothing can be copied, the first start makes the files.
 */
export async function copyCluster(directory: string): Promise<void> {
  const { newCluster } = inject("postgres");
  if (newCluster === null || process.platform === "win32") return;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await promisify(execFile)("cp", ["-pR", newCluster, layoutOf(directory).cluster]);
  // The copy keeps its owner. With the directory owned as well, a start has nothing to change.
  const { uid, gid } = await stat(newCluster);
  await chown(directory, uid, gid);
}
