import { z } from "zod";
import { invalidCursor } from "../pages.ts";

/** A place in the trash, whose order is by instant and then id: `<milliseconds>.<id>`, opaque to callers. */
export const trashCursor = z.string().regex(/^\d{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, invalidCursor);

interface TrashPlace {
  readonly trashedAt: Date;
  readonly id: string;
}

export function encodeTrashCursor(place: TrashPlace): string {
  return `${place.trashedAt.getTime()}.${place.id}`;
}

/** Reads a cursor that `trashCursor` has accepted. */
export function decodeTrashCursor(cursor: string): TrashPlace {
  const dot = cursor.indexOf(".");
  return { trashedAt: new Date(Number(cursor.slice(0, dot))), id: cursor.slice(dot + 1) };
}
