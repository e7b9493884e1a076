/** Called by Next once when a server process starts: the embedded engine and ticker live as long as the process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./instrumentation-node.ts");
    await startServer({ drains: process.env.NODE_ENV === "production" });
  }
}
