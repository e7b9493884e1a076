import { expect, test, vi } from "vitest";
import { createToastQueue, type Toast } from "#app/_feedback/toasts.ts";

const toast = (id: string, tone: Toast["tone"] = "done", text = id): Toast => ({ id, text, tone, actions: [] });
const idsOf = (queue: { list(): readonly Toast[] }) => queue.list().map(({ id }) => id);

test("the latest comes last, and takes the place of one with the same id", () => {
  const queue = createToastQueue();
  queue.show(toast("a"));
  queue.show(toast("b"));
  queue.show(toast("a", "failed", "again"));
  expect(queue.list()).toEqual([toast("b"), toast("a", "failed", "again")]);
});

test("three that need no answer stay, and every one that does", () => {
  const queue = createToastQueue();
  for (const id of ["f1", "f2", "f3", "f4"]) queue.show(toast(id, "failed"));
  for (const id of ["a", "b", "c", "d"]) queue.show(toast(id));
  expect(idsOf(queue)).toEqual(["f1", "f2", "f3", "f4", "b", "c", "d"]);
});

test("listeners hear of each change until they leave; of what isn't there nothing is heard", () => {
  const queue = createToastQueue();
  const heard = vi.fn();
  const leave = queue.subscribe(heard);
  queue.show(toast("a"));
  queue.dismiss("b");
  expect(heard).toHaveBeenCalledTimes(1);
  queue.dismiss("a");
  expect([idsOf(queue), heard.mock.calls.length]).toEqual([[], 2]);
  leave();
  queue.show(toast("c"));
  expect(heard).toHaveBeenCalledTimes(2);
});
