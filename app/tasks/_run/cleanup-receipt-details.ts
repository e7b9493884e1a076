import { durationText, type Json } from "./format-run.ts";

/** What a cleanup run has to show for itself, in words. */
export interface ReceiptFacts {
  readonly removed: number;
  readonly batches: number;
  readonly asOf: string;
  /** What was due and stayed, and why; empty where the run is older than this count. */
  readonly skipped: readonly { readonly reason: string; readonly text: string; readonly count: number }[];
  readonly duration: string | null;
  readonly rowsPerSecond: number | null;
}

const reasons: Readonly<Record<string, string>> = {
  locked: "held by somebody to the end: the next cleanup takes them",
  reopened: "reopened meanwhile",
  pinned: "pinned meanwhile",
  changed: "edited, restored or deleted meanwhile",
};

/** Reads the result of a cleanup run. Older runs lack what was added later; null for what is no receipt at all. */
export function receiptFacts(result: Json | null): ReceiptFacts | null {
  const { deletedCount, batches, asOf, skipped, seconds, rowsPerSecond } = asObject(result);
  if (typeof deletedCount !== "number" || typeof batches !== "number" || typeof asOf !== "string") return null;
  return {
    removed: deletedCount,
    batches,
    asOf,
    skipped: Object.entries(asObject(skipped)).flatMap(([reason, count]) =>
      typeof count === "number" ? [{ reason, text: reasons[reason] ?? reason, count }] : [],
    ),
    duration: typeof seconds === "number" ? durationText(seconds * 1000) : null,
    rowsPerSecond: typeof rowsPerSecond === "number" ? rowsPerSecond : null,
  };
}

function asObject(value: Json | null | undefined): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
