/** Called by Next once when a server process starts: the embedded engine and ticker live as long as the process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./instrumentation-node.ts");
    await startServer({
      drains: process.env.NODE_ENV === "production",
      // Set by scripts/start.ts.
      migratedByParent: process.env.MIGRATED_BY_PARENT === "1",
    });
  }
}

/** Called by Next with what a page or route threw, while it is being answered. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { notePageError } = await import("./lib/http/edge/page-outage.ts");
    notePageError(error);
  }
}
