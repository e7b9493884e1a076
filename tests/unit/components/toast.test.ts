import { expect, test, vi } from "vitest";
import { connectToasts, toast } from "#app/_components/toast.ts";

test("a message waits until messages can be shown; later ones show at once", () => {
  const shown = vi.fn();
  const failed = vi.fn();
  toast("Saved", { id: "a" });
  toast.error("Refused");
  expect(shown).not.toHaveBeenCalled();
  connectToasts(Object.assign(shown, { error: failed, dismiss: vi.fn() }));
  expect([shown.mock.calls, failed.mock.calls]).toEqual([[["Saved", { id: "a" }]], [["Refused", undefined]]]);
  toast("Deleted");
  expect(shown).toHaveBeenLastCalledWith("Deleted", undefined);
});
