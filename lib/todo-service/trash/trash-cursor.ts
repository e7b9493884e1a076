import { z } from "zod";
import { invalidCursor } from "../pages.ts";

/** A cursor of the trash, which is ordered by instant and id: `<milliseconds>.<id>`, opaque to clients. */
export const trashCursor = z.string().regex(/^\d{1,15}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, invalidCursor);

interface TrashPosition {
  readonly trashedAt: Date;
  readonly id: string;
}

export function encodeTrashCursor(position: TrashPosition): string {
  return `${position.trashedAt.getTime()}.${position.id}`;
}

/** Reads a cursor that `trashCursor` has accepted. */
export function decodeTrashCursor(cursor: string): TrashPosition {
  const dot = cursor.indexOf(".");
  return { trashedAt: new Date(Number(cursor.slice(0, dot))), id: cursor.slice(dot + 1) };
}
