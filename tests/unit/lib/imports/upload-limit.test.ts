import { expect, test } from "vitest";
import { createUploadLimit } from "#lib/imports/upload-limit.ts";

/** Work that goes on until it is ended. */
function openWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve("read"), fail: reject };
}

const small = async () => "read";

test("one file of an account is read at a time, also after one that could not be read", async () => {
  const limit = createUploadLimit(100);
  const first = openWork();
  const reading = limit.admit("ann", 10, first.work);
  await expect(limit.admit("ann", 10, small)).rejects.toMatchObject({
    kind: "too-many-requests",
    retryAfterSeconds: 10,
  });
  expect(await limit.admit("bob", 10, small)).toBe("read");
  first.fail(new Error("no list of todos"));
  await expect(reading).rejects.toThrow("no list of todos");
  expect(await limit.admit("ann", 10, small)).toBe("read");
});

test("files of all accounts together may hold so many bytes, and small ones still find room", async () => {
  const limit = createUploadLimit(100);
  const [ann, bob] = [openWork(), openWork()];
  const reading = [limit.admit("ann", 60, ann.work), limit.admit("bob", 30, bob.work)];
  await expect(limit.admit("carol", 11, small)).rejects.toMatchObject({ kind: "unavailable", retryAfterSeconds: 10 });
  expect(await limit.admit("carol", 10, small)).toBe("read");
  ann.end();
  expect(await reading[0]).toBe("read");
  expect(await limit.admit("carol", 70, small)).toBe("read");
  bob.end();
  expect(await reading[1]).toBe("read");
});
