"use client";

import { useEffect, useState } from "react";
import { useToday } from "#app/_time/clock.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { holdPlace } from "./held-places.ts";

/** Keeps the row of a todo where it is for as long as a field of it is open. */
export function useHeldPlace({ id, dueOn }: Todo): void {
  const today = useToday();
  const [place] = useState({ dueOn, today });
  useEffect(() => holdPlace(id, place), [id, place]);
}
