"use client";

import { type ComponentType, startTransition, useEffect, useState } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { deferredChunk } from "../_deferred/deferred-chunk.ts";

type RowPart = ComponentType<{ readonly todo: Todo }>;

/** The parts of a row that aren't in the first load. The same for all rows of a list. */
export interface RowParts {
  readonly DraftMark: RowPart;
  /** Null where there is no room for them, or no mouse. */
  readonly RowButtons: RowPart | null;
}

/** Screens with room for buttons in rows, and a mouse. Elsewhere the details have the same buttons. */
const roomy = "(width >= 40rem) and (not (pointer: coarse))";

/**
 * The parts of rows that come after the first paint, and in several tasks: hundreds of buttons that nobody sees before
 * the mouse is there would delay the first key.
 */
export function useRowParts(): RowParts | null {
  const [parts, setParts] = useState<RowParts | null>(null);
  useEffect(() => {
    const room = matchMedia(roomy);
    const update = async () => {
      const chunk = await deferredChunk.load().catch(() => null);
      if (chunk === null) return;
      const { DraftMark, RowButtons } = chunk;
      startTransition(() => setParts({ DraftMark, RowButtons: room.matches ? RowButtons : null }));
    };
    void update();
    room.addEventListener("change", update);
    return () => room.removeEventListener("change", update);
  }, []);
  return parts;
}
