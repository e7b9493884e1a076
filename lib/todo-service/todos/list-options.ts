export const todoStatuses = ["open", "completed", "all"] as const;
export type TodoStatus = (typeof todoStatuses)[number];

/** The orders of the list; each but the first is for the todos of one status. */
export const todoSorts = ["newest", "due", "completed"] as const;
export type TodoSort = (typeof todoSorts)[number];
