// Starts the standalone server. Copied beside Next's server.js as start.js, so it holds no types and imports nothing of
// this project.
import { networkInterfaces } from "node:os";

const interfaces = Object.values(networkInterfaces()).flat();
const hasIPv6 = interfaces.some((address) => address?.family === "IPv6");
Object.assign(process.env, {
  NEXT_TELEMETRY_DISABLED: "1",
  // Tidy answers the requests in flight, stops its engine and then the process. Without this, Next exits before that.
  NEXT_MANUAL_SIG_HANDLE: "true",
  // Containers set it to their own name, whose address alone Next would listen on.
  HOSTNAME: hasIPv6 ? "::" : "0.0.0.0",
});
// V8 reads its flags as it starts. All are as scripts/start/become-server.ts says.
const flags = ["--max-semi-space-size=16", "--heap-growing-percent=40"];
if (
  process.execve !== undefined &&
  process.platform !== "win32" &&
  !flags.every((flag) => process.execArgv.includes(flag))
) {
  process.removeAllListeners("warning");
  const env = { ...process.env, MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? "2" };
  process.execve(process.execPath, [process.execPath, ...flags, ...process.execArgv, ...process.argv.slice(1)], env);
}
const server = new URL("./server.js", import.meta.url);
await import(server.href);
