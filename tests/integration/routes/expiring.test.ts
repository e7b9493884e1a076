import { beforeAll, expect, it } from "vitest";
import * as keep from "#app/api/todos/expiring/pin/route.ts";
import * as leaving from "#app/api/todos/expiring/route.ts";
import * as letGo from "#app/api/todos/expiring/trash/route.ts";
import * as unkeep from "#app/api/todos/expiring/unpin/route.ts";
import * as deleteMany from "#app/api/trash/delete/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { leavingSchema } from "#lib/todo-service/retention/expiring.ts";
import { addDays } from "#lib/todo-service/retention/retention.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { setUpApi } from "../http/api.ts";

const api = setUpApi();
let ann: Headers;
let bob: Headers;
let owner: Owner;

beforeAll(async () => {
  ann = await api.signUp("ann@example.com");
  bob = await api.signUp("bob@example.com");
  const user = await api.app.auth.findUserBySession(ann);
  if (user === null) throw new Error("Ann is not signed in.");
  owner = user;
  const longAgo = addDays(new Date(), -9);
  for (const title of ["One", "Two"]) {
    const { id } = await api.app.todos.create(owner, { title }, longAgo);
    await api.app.todos.update(owner, id, { completed: true }, longAgo);
  }
});

async function counted(headers = ann) {
  const response = await api.call(leaving.GET, { headers });
  expect(response.status).toBe(200);
  return leavingSchema.parse(await response.json());
}

const post = (route: typeof keep.POST, body: unknown, headers = ann) =>
  api.call(route, { method: "POST", headers, body });

it("counts, keeps, unkeeps and lets go only the caller's", async () => {
  const shown = await counted();
  expect(shown.count).toBe(2);
  expect((await counted(bob)).count).toBe(0);
  expect(await (await post(keep.POST, { asOf: shown.asOf }, bob)).json()).toMatchObject({ keptCount: 0 });

  const { keptCount, keptAt } = await (await post(keep.POST, { asOf: shown.asOf })).json();
  expect([keptCount, (await counted()).count]).toEqual([2, 0]);
  expect(await (await post(unkeep.POST, { keptAt }, bob)).json()).toEqual({ unkeptCount: 0 });
  expect(await (await post(unkeep.POST, { keptAt })).json()).toEqual({ unkeptCount: 2 });

  const again = await counted();
  const gone = await post(letGo.POST, { asOf: again.asOf });
  expect([gone.status, await gone.json()]).toEqual([200, { deletedCount: 2, trashedAt: expect.any(String) }]);
});

it("refuses what is no instant", async () => {
  const response = await post(letGo.POST, { asOf: "tomorrow" });
  expect([response.status, (await response.json()).errors]).toEqual([
    422,
    [{ field: "asOf", message: "use the asOf of an answer" }],
  ]);
  expect((await post(keep.POST, {})).status).toBe(422);
});

it("deletes many of the caller's trash for good", async () => {
  const { items } = await (await api.call(trash.GET, { headers: ann })).json();
  const ids = items.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(2);
  expect(await (await post(deleteMany.POST, { ids }, bob)).json()).toEqual({ deletedCount: 0 });
  expect(await (await post(deleteMany.POST, { ids })).json()).toEqual({ deletedCount: 2 });
  expect((await post(deleteMany.POST, { ids: [] })).status).toBe(422);
});
