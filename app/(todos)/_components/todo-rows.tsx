"use client";

import { Card } from "#app/_components/card.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { TodoRow } from "./todo-row.tsx";

export interface TodoRowsProps {
  readonly labelledBy: string;
  readonly todos: readonly Todo[];
}

/** Todos one below the other, in a card. */
export function TodoRows({ labelledBy, todos }: TodoRowsProps) {
  return (
    <Card>
      <ul aria-labelledby={labelledBy} className="divide-y divide-line">
        {todos.map((todo) => (
          <TodoRow key={todo.id} todo={todo} />
        ))}
      </ul>
    </Card>
  );
}
