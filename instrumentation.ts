/** Called by Next once when a server process starts: the embedded engine and ticker live as long as the process. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./instrumentation-node.ts");
    try {
      await startServer({ isProduction: process.env.NODE_ENV === "production" });
    } catch (error) {
      // On Vercel, the host ends the process. Elsewhere Next would answer 500 for ever.
      if (process.env.VERCEL) throw error;
      process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
      process.exit(1);
    }
  }
}

/** Called by Next with an error that a page or route threw, while it is being answered. */
export async function onRequestError(error: unknown): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { notePageError } = await import("./lib/http/edge/page-outage.ts");
    notePageError(error);
  }
}
