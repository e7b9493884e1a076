"use client";

import { useRef, useState } from "react";
import { Card } from "#app/_ui/card.tsx";
import { lazyValue, useLazy } from "#app/_ui/lazy.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { TodoRow } from "../_row/todo-row.tsx";
import type { RowWindow } from "./window/row-window.ts";

export interface TodoRowsProps {
  readonly labelledBy: string;
  readonly todos: readonly Todo[];
  /** More of them may come: what is there isn't the whole list. */
  readonly hasMore: boolean;
}

/** Up to here all rows are drawn: as many as the server's HTML has. */
const drawnAtOnce = 100;

/** Loaded when there is a long list: most people have none. Where that fails all rows are drawn, slowly. */
const tracker = lazyValue(async () => (await import("./window/row-window-tracker.tsx")).RowWindowTracker);

/** Todos one below the other, in a card; of a long list only those near the window are drawn. */
export function TodoRows({ labelledBy, todos, hasMore }: TodoRowsProps) {
  const list = useRef<HTMLUListElement>(null);
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
            />
          );
        })}
      </ul>
      {isLong && Tracker !== undefined && <Tracker list={list} todos={todos} onChange={setWindow} />}
    </Card>
  );
}
