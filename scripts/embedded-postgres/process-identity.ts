import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { promisify } from "node:util";

/** The program of a process. A process id alone may belong to another program by now. */
export interface ProcessIdentity {
  /** The name of its program, without its folder. */
  readonly program: string;
  /** Its arguments, joined by spaces. Programs may change them. */
  readonly commandLine: string;
}

/** Identifies a process; undefined if this system does not tell. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | undefined> {
  if (process.platform === "win32") return undefined;
  return process.platform === "linux" ? await askKernel(pid) : await askPs(pid);
}

/** Of Linux. Small containers have no `ps`. */
async function askKernel(pid: number): Promise<ProcessIdentity | undefined> {
  try {
    const [program, commandLine] = await Promise.all([
      readFile(`/proc/${pid}/comm`, "utf8"),
      readFile(`/proc/${pid}/cmdline`, "utf8"),
    ]);
    return { program: program.trim(), commandLine: commandLine.replaceAll("\0", " ").trim() };
  } catch {
    // It has ended meanwhile, or /proc is hidden.
    return undefined;
  }
}

/** Of any Unix. */
export async function askPs(pid: number): Promise<ProcessIdentity | undefined> {
  const show = async (column: string) => {
    const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)]);
    return stdout.trim();
  };
  try {
    return { program: basename(await show("comm")), commandLine: await show("args") };
  } catch {
    return undefined;
  }
}
