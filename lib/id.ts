import { v7 } from "uuid";

/** A new UUIDv7: ids sort by the instant they were made for. */
export function newId(now: Date): string {
  return v7({ msecs: now.getTime() });
}
