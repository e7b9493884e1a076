/** What the list needs after its first paint, in one piece (load-list-extras.ts). */
export { createTodoActions } from "../_data/todo-actions.ts";
export { ClearCompleted } from "./clear-completed.tsx";
export { ConflictDialog } from "./conflict-dialog.tsx";
export { OpenCount } from "./open-count.tsx";
export { TodoDetails } from "./todo-details.tsx";
export { TodoShortcuts } from "./todo-shortcuts.tsx";
