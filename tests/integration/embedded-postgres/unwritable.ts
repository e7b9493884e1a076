import { execFileSync } from "node:child_process";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";

/** A reason why a folder cannot be written. */
export interface Obstacle {
  readonly name: string;
  /** Runs a program whose last argument is a folder where it cannot write. */
  command(folder: string, program: readonly string[]): Promise<readonly string[]>;
  readonly message: RegExp;
}

const mountReadOnly = ["unshare", "--map-root-user", "--mount", "sh", "-c"] as const;

const readOnlyMount: Obstacle = {
  name: "a read-only mount",
  async command(folder, program) {
    const script = 'mount -t tmpfs -o ro tmpfs "$0" && exec "$@" "$0/.data"';
    return [...mountReadOnly, script, folder, ...program];
  },
  message: /Tidy keeps its database .* read-only file system\. Mount a writable volume there/,
};

const othersFolder: Obstacle = {
  name: "a folder without the right to write",
  async command(folder, program) {
    const path = join(folder, "checkout");
    await mkdir(path);
    await chmod(path, 0o555);
    return [...program, join(path, ".data")];
  },
  message: /Tidy keeps its database .* this account may not write\. Run this as the account/,
};

/** Those that this system and account can have: root may write everywhere, and some systems mount only for root. */
export function obstacles(): readonly Obstacle[] {
  return [...(process.getuid?.() === 0 ? [] : [othersFolder]), ...(canMount() ? [readOnlyMount] : [])];
}

function canMount(): boolean {
  try {
    const [command, ...args] = mountReadOnly;
    execFileSync(command, [...args, "mount -t tmpfs -o ro tmpfs /tmp"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
