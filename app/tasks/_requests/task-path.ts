/** The two path segments that `domain/action` is in the API. */
export function pathOf(task: string) {
  const slash = task.indexOf("/");
  return { domain: task.slice(0, slash), action: task.slice(slash + 1) };
}
