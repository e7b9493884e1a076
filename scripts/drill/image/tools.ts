import { execFile } from "node:child_process";
import { promisify } from "node:util";

const needed = ["buildah", "podman", "debootstrap", "unshare"];

/** Runs a program to its end. Resolves to its output. @throws {Error} with the end of its output if it fails */
export async function runTool(command: string, args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], { maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  } catch (cause) {
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
    throw new Error(`${command} ${args[0]} failed:\n${said.trim().split("\n").slice(-30).join("\n")}`, { cause });
  }
}

/** @throws {Error} naming the package to install */
export async function requireTools(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error("An image is built and mounted by root. Run this as root, on Linux.");
  for (const name of needed) {
    await runTool("which", [name]).catch(() => {
      throw new Error(
        `There is no ${name}. On Debian: apt-get install --no-install-recommends buildah podman crun debootstrap`,
      );
    });
  }
}
