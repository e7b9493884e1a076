import { beforeAll, expect, it } from "vitest";
import * as pin from "#app/api/todos/expiring/pin/route.ts";
import * as expiring from "#app/api/todos/expiring/route.ts";
import * as trashNow from "#app/api/todos/expiring/trash/route.ts";
import * as unpin from "#app/api/todos/expiring/unpin/route.ts";
import * as purge from "#app/api/trash/purge/route.ts";
import * as trash from "#app/api/trash/route.ts";
import { addDays } from "#lib/days.ts";
import type { Route } from "#lib/http/route.ts";
import { expiringTodosSchema } from "#lib/todo-service/retention/expiring-schemas.ts";
import type { Owner } from "#lib/todo-service/schemas.ts";
import { setUpApi } from "./api.ts";

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
  const response = await api.call(expiring.GET, { headers });
  expect(response.status).toBe(200);
  return expiringTodosSchema.parse(await response.json());
}

const post = (route: Route, body: unknown, headers = ann) => api.call(route, { method: "POST", headers, body });

it("counts, pins, unpins and trashes only the caller's todos", async () => {
  const shown = await counted();
  expect(shown.count).toBe(2);
  expect((await counted(bob)).count).toBe(0);
  expect(await (await post(pin.POST, { asOf: shown.asOf }, bob)).json()).toMatchObject({ pinnedCount: 0 });

  const { pinnedCount, pinnedAt } = await (await post(pin.POST, { asOf: shown.asOf })).json();
  expect([pinnedCount, (await counted()).count]).toEqual([2, 0]);
  expect(await (await post(unpin.POST, { pinnedAt }, bob)).json()).toEqual({ unpinnedCount: 0 });
  expect(await (await post(unpin.POST, { pinnedAt })).json()).toEqual({ unpinnedCount: 2 });

  const again = await counted();
  const gone = await post(trashNow.POST, { asOf: again.asOf });
  expect([gone.status, await gone.json()]).toEqual([200, { deletedCount: 2, trashedAt: expect.any(String) }]);
});

it("refuses an asOf that is no instant", async () => {
  const response = await post(trashNow.POST, { asOf: "tomorrow" });
  expect([response.status, (await response.json()).errors]).toEqual([
    422,
    [{ field: "asOf", message: "use the asOf of an answer" }],
  ]);
  expect((await post(pin.POST, {})).status).toBe(422);
});

it("deletes many todos of the caller's trash for good", async () => {
  const { items } = await (await api.call(trash.GET, { headers: ann })).json();
  const ids = items.map(({ id }: { id: string }) => id);
  expect(ids).toHaveLength(2);
  expect(await (await post(purge.POST, { ids }, bob)).json()).toEqual({ deletedCount: 0 });
  expect(await (await post(purge.POST, { ids })).json()).toEqual({ deletedCount: 2 });
  expect((await post(purge.POST, { ids: [] })).status).toBe(422);
});
