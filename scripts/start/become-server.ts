import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkoutDirectory } from "#scripts/runtime/checkout.ts";

/** Variables that Next's server gets beside the given ones, however it is started. */
export const serverVariables = {
  NEXT_TELEMETRY_DISABLED: "1",
  // The app stops its engine and then the process. Without this, Next exits before that: in production at once, in
  // development after 0.1 s.
  NEXT_MANUAL_SIG_HANDLE: "true",
} as const;

/**
 * Flags that Node gets beside its own. Young objects may take 3 × 16 MB: by default that grows to 200 MB under load,
 * which is then kept. Old ones are collected once they have grown by 40 %: by default they may grow to several times
 * their size. Their limit is Node's own, which keeps to a container's.
 */
export const serverFlags = ["--max-semi-space-size=16", "--heap-growing-percent=40"] as const;

/** The directory of Node's compile cache, which makes the next start faster. Each build removes it. */
export const compileCache = join(checkoutDirectory, ".next", "compile-cache");

/** The program of one server process. */
export const serverProgram = fileURLToPath(new URL("./serve.ts", import.meta.url));

const webProcesses = fileURLToPath(new URL("./web-processes.ts", import.meta.url));

/**
 * Replaces this process with the server, so that nothing of the start stays in memory and signals reach the server
 * itself. With `processes` above 1, several servers share the port. Returns only where the system cannot do that.
 */
export function becomeServer(options: {
  readonly port: number;
  readonly host: string | null;
  readonly processes: number;
}): void {
  if (process.execve === undefined || process.platform === "win32") return;
  const { port, host, processes } = options;
  const address = [...(host === null ? [] : ["-H", host]), "-p", String(port)];
  const program = processes > 1 ? [webProcesses, String(processes), serverProgram] : [serverProgram];
  process.chdir(checkoutDirectory);
  // Node says that this is experimental.
  process.removeAllListeners("warning");
  process.execve(process.execPath, [process.execPath, ...serverFlags, ...program, "start", ...address], {
    ...process.env,
    ...serverVariables,
    NODE_ENV: "production",
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? compileCache,
    // Of glibc: each of its arenas keeps memory that it once had.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2",
  });
}

/**
 * The number of server processes that WEB_CONCURRENCY asks for. Default: one.
 * @throws {Error} if it is no number from 1 to 64
 */
export function parseConcurrency(text: string | undefined): number {
  const count = Number(text || "1");
  if (Number.isInteger(count) && count >= 1 && count <= 64) return count;
  throw new Error(`WEB_CONCURRENCY is "${text}". Use the number of server processes, from 1 to 64.`);
}
