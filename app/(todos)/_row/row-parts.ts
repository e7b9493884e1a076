import type { ComponentType } from "react";
import type { Todo } from "#lib/todo-service/schemas.ts";

type RowPart = ComponentType<{ readonly todo: Todo }>;

/** The parts of a row that aren't in the first load. The same for all rows of a list. */
export interface RowParts {
  readonly DraftMark: RowPart;
  /** Null where there is no room for them, or no mouse. */
  readonly RowButtons: RowPart | null;
}
