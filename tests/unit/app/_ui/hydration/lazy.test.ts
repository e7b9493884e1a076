import { expect, test, vi } from "vitest";
import { lazyValue } from "#app/_ui/hydration/lazy.tsx";

test("a lazy value is loaded once for everybody who asks", async () => {
  const load = vi.fn(async () => "code");
  const lazy = lazyValue(load);
  const seen = vi.fn();
  lazy.subscribe(seen);
  expect(lazy.state()).toEqual({ hasFailed: false });
  expect(await Promise.all([lazy.load(), lazy.load()])).toEqual(["code", "code"]);
  expect(await lazy.load()).toBe("code");
  expect(lazy.state()).toEqual({ value: "code", hasFailed: false });
  expect([load.mock.calls.length, seen.mock.calls.length]).toEqual([1, 1]);
});

test("a failure shows until the next try, which can succeed", async () => {
  const load = vi.fn(async () => "code").mockRejectedValueOnce(new Error("no network"));
  const lazy = lazyValue(load);
  await expect(lazy.load()).rejects.toThrow("no network");
  expect(lazy.state()).toEqual({ hasFailed: true });
  const retry = lazy.load();
  expect(lazy.state()).toEqual({ hasFailed: false });
  expect(await retry).toBe("code");
  expect(lazy.state().value).toBe("code");
});

test("a listener that has unsubscribed hears nothing", async () => {
  const lazy = lazyValue(async () => "code");
  const seen = vi.fn();
  lazy.subscribe(seen)();
  await lazy.load();
  expect(seen).not.toHaveBeenCalled();
});
