/**
 * Keeps the process for work that goes on after the answer to the present request, where the host can do that. Next is
 * loaded when needed, since commands do without it.
 */
export async function afterAnswer(work: Promise<void>): Promise<void> {
  const { after } = await import("next/server.js");
  after(work);
}
