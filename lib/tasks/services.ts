import type { RunHistory } from "#lib/task-runs/prune.ts";
import type { TodoService } from "#lib/todo-service/todo-service.ts";

/** The services that tasks may call; the composition root fills it in. */
export interface TaskServices {
  readonly todos: TodoService;
  readonly runHistory: RunHistory;
  /** An operator has confirmed removals of any size beforehand. */
  readonly confirmsRemovals: boolean;
}
