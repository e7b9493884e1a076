import { ExactTime } from "#app/_time/relative-time.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";

/** The times at which a todo was added, was completed and expires. */
export function TodoHistory({ todo }: { readonly todo: Todo }) {
  return (
    <p className="text-xs text-muted">
      Added <ExactTime at={todo.createdAt} />
      {todo.completedAt !== null && (
        <>
          {" · completed "}
          <ExactTime at={todo.completedAt} />
        </>
      )}
      {todo.expiresAt !== null && (
        <>
          {" · expires "}
          <ExactTime at={todo.expiresAt} />
        </>
      )}
      {todo.pinned && " · pinned, so it isn’t cleaned up"}
    </p>
  );
}
