import { ExactTime } from "#app/_time/relative-time.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";

/** When a todo was added and completed, and when it leaves. */
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
          {" · leaves after "}
          <ExactTime at={todo.expiresAt} />
        </>
      )}
      {todo.pinned && " · pinned: cleanup leaves it alone"}
    </p>
  );
}
