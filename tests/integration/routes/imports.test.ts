import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as exportPartsRoute from "#app/api/todos/export/parts/route.ts";
import * as exportTodos from "#app/api/todos/export/route.ts";
import * as applyImport from "#app/api/todos/imports/[id]/apply/route.ts";
import * as todoImport from "#app/api/todos/imports/[id]/route.ts";
import * as imports from "#app/api/todos/imports/route.ts";
import * as todosRoute from "#app/api/todos/route.ts";
import { newId } from "#lib/id.ts";
import { createImports } from "#lib/imports/imports.ts";
import { type ImportChoices, importPreviewSchema, importViewSchema } from "#lib/todo-service/import-export/schemas.ts";
import { problemOf, setUpApi, withHeaders } from "#tests/integration/routes/api.ts";

const api = setUpApi();
let ann: Headers;
let bob: Headers;

beforeAll(async () => {
  ann = await api.signUp("ann@example.com");
  bob = await api.signUp("bob@example.com");
  await api.app.start();
});

afterAll(() => api.app.stop());

async function stage(content: string, headers = ann) {
  const response = await api.call(imports.POST, { method: "POST", headers, body: content });
  expect(response.status).toBe(201);
  return importPreviewSchema.parse(await response.json());
}

const apply = (id: string, headers = ann, choices?: Partial<ImportChoices>) =>
  api.call(applyImport.POST, { method: "POST", headers, params: { id }, body: choices });

async function view(id: string, headers = ann) {
  const response = await api.call(todoImport.GET, { headers, params: { id } });
  expect(response.status).toBe(200);
  return importViewSchema.parse(await response.json());
}

const finished = (id: string) =>
  vi.waitFor(
    async () => {
      const now = await view(id);
      expect(now.status).not.toMatch(/^(?:waiting|queued|running)$/);
      return now;
    },
    { timeout: 20_000 },
  );

/** A file whose end does not come by itself. */
function slowFile(content: string) {
  const read = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const source = {
    async pull(controller: ReadableStreamDefaultController) {
      read.resolve();
      await end.promise;
      controller.enqueue(Buffer.from(content));
      controller.close();
    },
  };
  return { body: new ReadableStream(source, { highWaterMark: 0 }), isRead: read.promise, end: end.resolve };
}

async function titles(headers = ann): Promise<string[]> {
  const response = await api.call(todosRoute.GET, { headers });
  return (await response.json()).items.map(({ title }: { title: string }) => title);
}

describe("an import over HTTP", () => {
  it("is previewed, applied by a run in the background, and followed by its owner only", async () => {
    const { id, newCount } = await stage("Bread\nMilk\n");
    expect(newCount).toBe(2);
    expect(await view(id)).toMatchObject({ status: "waiting", totalCount: 2, importedCount: 0 });
    const response = await apply(id);
    expect(response.status).toBe(202);
    expect(response.headers.get("location")).toBe(`/api/todos/imports/${id}`);
    expect(await finished(id)).toMatchObject({ status: "succeeded", importedCount: 2, duplicateCount: 0 });
    expect(await titles()).toEqual(["Bread", "Milk"]);
    // The import has succeeded with its last todo, a moment before its run.
    const run = await vi.waitFor(
      async () => {
        const last = await api.app.runtime.queries.lastSuccess("todo/import");
        expect(last).toMatchObject({ payload: { importId: id }, result: { importedCount: 2 } });
        return last;
      },
      { timeout: 20_000 },
    );
    expect(JSON.stringify(run)).not.toContain("Milk");

    for (const answer of [
      await api.call(todoImport.GET, { headers: bob, params: { id } }),
      await apply(id, bob),
      await api.call(todoImport.DELETE, { method: "DELETE", headers: bob, params: { id } }),
    ]) {
      expect((await problemOf(answer)).status).toBe(404);
    }
  });

  it("counts what a run imported after the import was read", async () => {
    const { id } = await stage("Late\n");
    await apply(id);
    await finished(id);
    const readBefore: typeof api.app.todos.findImport = async (...request) => {
      const staged = await api.app.todos.findImport(...request);
      return { ...staged, importedCount: null, duplicateCount: null };
    };
    const user = await api.app.auth.findUserBySession(ann);
    const late = createImports({ ...api.app.runtime, todos: { ...api.app.todos, findImport: readBefore } });
    expect(await late.view({ id: user?.id ?? "" }, id)).toMatchObject({ status: "succeeded", importedCount: 1 });
  });

  it("starts one run, however often it is applied", async () => {
    const { id } = await stage("Once\n");
    await Promise.all([apply(id), apply(id), apply(id)]);
    await finished(id);
    await apply(id);
    const { items } = await api.app.runs.list({ task: "todo/import", q: id, limit: 10 });
    expect(items).toHaveLength(1);
  });

  it("can be applied again after a failed run", async () => {
    const { id } = await stage("Again\n");
    await apply(id);
    await finished(id);
    // A run ends shortly after its import has.
    const unfinished = () => api.app.database.taskRun.count({ where: { task: "todo/import", finishedAt: null } });
    await vi.waitFor(async () => expect(await unfinished()).toBe(0), { timeout: 20_000 });
    await api.app.database.$executeRaw`
      UPDATE todo_import SET applied_at = NULL, imported_count = NULL WHERE id = ${id}::uuid`;
    await api.app.database.$executeRaw`
      UPDATE task_run SET status = 'canceled', result = NULL WHERE task = 'todo/import'`;
    expect(await view(id)).toMatchObject({ status: "canceled" });
    await apply(id);
    expect(await finished(id)).toMatchObject({ status: "succeeded" });
  });

  it("of a discarded file fails for good, and says so", async () => {
    const run = await api.app.tasks.todoImport.enqueue({ importId: newId(new Date()) });
    await expect(run.result({ timeoutMs: 20_000 })).rejects.toMatchObject({
      error: { retriable: false, message: expect.stringContaining("no such import") },
    });
  });

  it("with refused lines is a conflict, unless they are left out", async () => {
    const { id, refused } = await stage("title,dueOn\nGood,\nBad,soon\n");
    expect(refused).toEqual([{ line: 3, reason: expect.stringContaining("dueOn") }]);
    expect(await problemOf(await apply(id))).toMatchObject({ status: 409 });
    expect(await titles()).not.toContain("Good");
    expect((await apply(id, ann, { skipRefused: true })).status).toBe(202);
    expect(await finished(id)).toMatchObject({ status: "succeeded", importedCount: 1 });
    expect(await titles()).toContain("Good");
  });

  it("is read one file of an account at a time, and no more than fits into memory", async () => {
    const carol = await api.signUp("carol@example.com");
    // A file that states no size may become the largest.
    const post = (body: string | ReadableStream, headers: Headers, size: string | null = null) =>
      api.call(imports.POST, { method: "POST", headers: withHeaders(headers, { "content-length": size }), body });
    const slow = [slowFile("Slow\n"), slowFile("Slow\n")] as const;
    const reading = [post(slow[0].body, ann), post(slow[1].body, bob, "5")];
    await Promise.all(slow.map(({ isRead }) => isRead));
    const refused = [await post("Quick\n", ann, "6"), await post("Quick\n", carol)];
    expect(refused.map(({ status }) => status)).toEqual([429, 503]);
    for (const answer of refused) {
      expect(answer.headers.get("retry-after")).toBe("10");
      expect((await problemOf(answer)).detail).toContain("Try again");
    }
    expect((await post("Quick\n", carol, "6")).status).toBe(201);
    for (const { end } of slow) end();
    for (const answer of await Promise.all(reading)) expect(answer.status).toBe(201);
    await stage("Quick\n");
  });

  it("refuses files that are too large or unreadable, and strangers", async () => {
    const post = (body: string, { headers = ann, url = "/api/todos/imports" } = {}) =>
      api.call(imports.POST, { method: "POST", url, body, headers });
    expect((await problemOf(await post("x".repeat(64 * 1024 * 1024 + 1)))).status).toBe(413);
    expect((await problemOf(await post("a,b\n1,2\n"))).errors).toMatchObject([
      { field: "file", message: expect.stringContaining("title") },
    ]);
    const query = async (text: string) => problemOf(await post("A", { url: `/api/todos/imports?${text}` }));
    expect((await query("format=xml")).errors).toMatchObject([{ field: "format" }]);
    expect((await query("language=%00")).errors).toMatchObject([{ field: "language" }]);
    expect((await query("timeZone=Mars")).errors).toMatchObject([{ field: "timeZone" }]);
    expect((await problemOf(await post("A", { headers: new Headers() }))).status).toBe(401);
  });
});

describe("GET /api/todos/export", () => {
  it.each([
    ["json", "application/json", "json"],
    ["csv", "text/csv", "csv"],
    ["todotxt", "text/plain", "txt"],
  ])("sends %s as a file that nobody caches", async (format, type, extension) => {
    const carol = await api.signUp(`carol-${format}@example.com`);
    await api.call(todosRoute.POST, { method: "POST", headers: carol, body: { title: "Ünï" } });
    const response = await api.call(exportTodos.GET, { url: `/api/todos/export?format=${format}`, headers: carol });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain(type);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-disposition")).toMatch(
      new RegExp(`^attachment; filename="tidy-todos-\\d{4}-\\d{2}-\\d{2}\\.${extension}"$`),
    );
    expect(await response.text()).toContain("Ünï");
  });

  it("names the file by the reader's day, and separates for Excel as their language does", async () => {
    const dora = await api.signUp("dora@example.com");
    await api.call(todosRoute.POST, { method: "POST", headers: dora, body: { title: "Ünï" } });
    const days = ["Pacific/Kiritimati", "Pacific/Pago_Pago"].map(async (timeZone) => {
      const url = `/api/todos/export?format=excel&language=de&timeZone=${timeZone}`;
      const response = await api.call(exportTodos.GET, { url, headers: dora });
      expect(Buffer.from(await response.arrayBuffer()).toString()).toMatch(/^\uFEFFid;title;/);
      return response.headers.get("content-disposition");
    });
    const [east, west] = await Promise.all(days);
    // It is never the same day in both.
    expect(east).not.toBe(west);
  });

  it("lists the parts, and goes on from any todo", async () => {
    const erin = await api.signUp("erin@example.com");
    const made: string[] = [];
    for (const title of ["Older", "Newer"]) {
      const response = await api.call(todosRoute.POST, { method: "POST", headers: erin, body: { title } });
      made.push((await response.json()).id);
    }
    const list = await api.call(exportPartsRoute.GET, { url: "/api/todos/export/parts", headers: erin });
    expect(await list.json()).toEqual({ parts: [{ from: null, until: null, count: 2 }] });
    const url = `/api/todos/export?format=todotxt&from=${made[0]}`;
    const response = await api.call(exportTodos.GET, { url, headers: erin });
    expect(response.headers.get("link")).toBeNull();
    expect(await response.text()).toMatch(/^\S+ Older\n$/);
  });

  it("requires a signed-in user", async () => {
    expect((await problemOf(await api.call(exportTodos.GET, { url: "/api/todos/export" }))).status).toBe(401);
  });
});
