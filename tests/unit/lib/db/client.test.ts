import { expect, test, vi } from "vitest";
import { closeDatabase, createDatabase, poolOf } from "#lib/db/client.ts";

test("an open database has its pool where the module is evaluated anew, as in development", async () => {
  const database = createDatabase({ url: "postgresql://127.0.0.1:1/none" });
  vi.resetModules();
  const again = await import("#lib/db/client.ts");
  expect(again.poolOf).not.toBe(poolOf);
  expect(again.poolOf(database)).toBe(poolOf(database));
  await closeDatabase(database);
});
