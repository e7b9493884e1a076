"use client";

import { useEffect, useRef, useState } from "react";
import { Card } from "#app/_ui/card.tsx";
import { useFromServer } from "#app/_ui/hydration/hydrated.ts";
import { lazyValue, useLazy } from "#app/_ui/hydration/lazy.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { useRowParts } from "../_row/row-parts.ts";
import { TodoRow } from "../_row/todo-row.tsx";
import type { RowWindow } from "./window/row-window.ts";

export interface TodoRowsProps {
  readonly labelledBy: string;
  readonly todos: readonly Todo[];
  /** More pages follow: these aren't all the todos. */
  readonly hasMore: boolean;
}

/** Up to this length all rows are drawn. Also the number of rows in the server's HTML. */
const drawnAtOnce = 100;

/** Loaded only for long lists. If that fails, all rows are drawn. */
const tracker = lazyValue(async () => (await import("./window/row-window-tracker.tsx")).RowWindowTracker);

/** The rows of a list, in a card. Of a long list only the rows near the window are drawn. */
export function TodoRows({ labelledBy, todos, hasMore }: TodoRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const parts = useRowParts();
  // Only rows added to an interactive page fade in: not those of the first paint.
  const fades = useRef(!useFromServer());
  useEffect(() => {
    fades.current = true;
  }, []);
  const [window, setWindow] = useState<RowWindow | null>(null);
  const isLong = todos.length > drawnAtOnce || hasMore;
  const { value: Tracker, hasFailed } = useLazy(tracker, isLong);
  const shown = isLong && Tracker !== undefined ? window : null;
  const all = hasFailed ? todos : todos.slice(0, drawnAtOnce);
  const rows = shown?.rows ?? all.map((_, index) => ({ index, gap: 0 }));

  return (
    <Card>
      <ul
        ref={list}
        aria-labelledby={labelledBy}
        data-count={todos.length}
        className="[overflow-anchor:none]"
        style={shown === null ? undefined : { paddingTop: shown.above, paddingBottom: shown.below }}
      >
        {rows.map(({ index, gap }) => {
          const todo = todos[index];
          if (todo === undefined) return null;
          return (
            <TodoRow
              key={todo.id}
              todo={todo}
              index={index}
              setSize={hasMore ? -1 : todos.length}
              gap={gap}
              frame={shown?.frame}
              parts={parts}
              fades={fades}
            />
          );
        })}
      </ul>
      {isLong && Tracker !== undefined && <Tracker list={list} todos={todos} onChange={setWindow} />}
    </Card>
  );
}
