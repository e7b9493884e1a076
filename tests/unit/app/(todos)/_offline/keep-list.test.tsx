import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { bringsTodos } from "#app/(todos)/_offline/keep-list.tsx";
import { todoKeys } from "#app/(todos)/_queries/todo-queries.ts";

test("the list is kept when its todos have come, and not when a tab that is signed out asks for them", async () => {
  const client = new QueryClient();
  let kept = 0;
  client.getQueryCache().subscribe((event) => {
    if (bringsTodos(event)) kept += 1;
  });
  const queryKey = todoKeys.expiring;
  await client.fetchQuery({ queryKey, queryFn: () => 3 });
  expect(kept).toBe(1);
  client.setQueryData(queryKey, 2);
  client.setQueryData(["settings"], {});
  expect(kept).toBe(2);
  const refused = client.fetchQuery({ queryKey, queryFn: () => Promise.reject(new Error("401")), retry: false });
  await expect(refused).rejects.toThrow("401");
  expect(kept).toBe(2);
});
