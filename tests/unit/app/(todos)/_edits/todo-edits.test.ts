import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ConflictAnswer, EditConflict } from "#app/(todos)/_edits/conflict/edit-conflict.ts";
import { DomainError } from "#lib/errors.ts";
import { toProblem } from "#lib/http/problem.ts";
import type { Todo, UpdateTodo } from "#lib/todo-service/schemas.ts";
import { conflictingFields } from "#lib/todo-service/todos/edited-fields.ts";
import { openPage } from "../todo-page.ts";
import { todoAt } from "../todos.ts";

const first = todoAt(1, { notes: "Draft" });

/** What becomes of the next requests: they arrive unless said otherwise. */
type Network = "arrives" | "never arrives" | "arrives, but its answer gets lost";

/** The one todo that the server has, and how it answers. */
const server = { todo: first, isTrashed: false, network: [] as Network[], bodies: [] as UpdateTodo[] };

function refusal(error: DomainError): Response {
  const problem = toProblem(error, { appUrl: "https://tidy.example.com", reference: "reference-1" });
  return Response.json(problem, { status: problem.status });
}

beforeEach(() => {
  Object.assign(server, { todo: first, isTrashed: false, network: [], bodies: [] });
  vi.stubGlobal("fetch", async (path: string, { body }: { body?: string }) => {
    if (path.endsWith("/restore")) {
      server.isTrashed = false;
      return Response.json(server.todo);
    }
    if (server.isTrashed) return refusal(new DomainError("not-found", "There is no such todo."));
    if (body === undefined) return Response.json({}, { status: 503 });
    const { base, ...changes } = JSON.parse(body);
    const network = server.network.shift() ?? "arrives";
    if (network === "never arrives") throw new TypeError("Failed to fetch");
    server.bodies.push({ base, ...changes });
    const fields = conflictingFields(server.todo, { base, ...changes });
    if (fields.length > 0) {
      const errors = fields.map((field) => ({ field, message: "was changed somewhere else" }));
      return refusal(new DomainError("edit-conflict", "It was changed.", { fields: errors, current: server.todo }));
    }
    server.todo = { ...server.todo, ...changes };
    if (network !== "arrives") throw new TypeError("Failed to fetch");
    return Response.json(server.todo);
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A page that shows the todo, and gives these answers when it asks which version to keep. */
function editPage(...answers: (ConflictAnswer | (() => ConflictAnswer))[]) {
  const asked: EditConflict[] = [];
  const page = openPage({
    open: [first],
    async askWhich(conflict) {
      asked.push(conflict);
      const answer = answers.shift() ?? "undecided";
      return typeof answer === "function" ? answer() : answer;
    },
  });
  return { ...page, asked, shown: () => page.shown("open")[0] };
}

const elsewhere = (fields: Partial<Todo>) => {
  server.todo = { ...server.todo, ...fields };
};

describe("an edit that meets another one", () => {
  test("shows theirs and asks; mine is a new edit that starts from theirs, and its undo brings theirs back", async () => {
    const page = editPage("changes");
    elsewhere({ notes: "Theirs" });
    await page.actions.change(first, { notes: "Mine" });
    await vi.waitFor(() => expect(server.todo.notes).toBe("Mine"));
    expect(page.asked).toMatchObject([{ changes: { notes: "Mine" }, current: { notes: "Theirs" }, fields: ["notes"] }]);
    expect(server.bodies.at(-1)).toEqual({ notes: "Mine", base: { notes: "Theirs" } });
    page.history.undoLast();
    await vi.waitFor(() => expect(server.todo.notes).toBe("Theirs"));
    page.history.undoLast();
    await vi.waitFor(() => expect(page.said.at(-1)).toBe("There is nothing to undo."));
  });

  test("keeps theirs, and still saves what nobody else touched", async () => {
    const page = editPage("current");
    elsewhere({ notes: "Theirs" });
    await page.actions.change(first, { notes: "Mine", dueOn: "2026-12-24" });
    await vi.waitFor(() => expect(server.todo).toMatchObject({ notes: "Theirs", dueOn: "2026-12-24" }));
    expect(page.said).toContain("Kept the saved version of “Todo 1”.");
    await vi.waitFor(() => expect(page.shown()).toMatchObject({ notes: "Theirs", dueOn: "2026-12-24" }));
  });

  test("keeps both texts of notes", async () => {
    const page = editPage("both");
    elsewhere({ notes: "Theirs\n" });
    await page.actions.change(first, { notes: "Mine" });
    await vi.waitFor(() => expect(server.todo.notes).toBe("Theirs\n\nMine"));
  });

  test("undecided, stays on offer", async () => {
    const page = editPage("undecided", "changes");
    elsewhere({ title: "Theirs" });
    await page.actions.change(first, { title: "Mine" });
    await vi.waitFor(() => expect(page.said).toEqual(["“Theirs” was also changed somewhere else."]));
    expect([server.todo.title, page.shown()?.title]).toEqual(["Theirs", "Theirs"]);
    page.failed[0]?.retry?.();
    await vi.waitFor(() => expect(server.todo.title).toBe("Mine"));
  });

  test("meets a third one that was made while the question stood", async () => {
    const afterThird = () => {
      elsewhere({ title: "A third" });
      return "changes" as const;
    };
    const page = editPage(afterThird, "changes");
    elsewhere({ title: "Theirs" });
    void page.actions.change(first, { title: "Mine" });
    await vi.waitFor(() => expect(server.todo.title).toBe("Mine"));
    expect(page.asked.map(({ current }) => current.title)).toEqual(["Theirs", "A third"]);
  });

  test("is asked about as well when it is an undo", async () => {
    const page = editPage("current");
    await page.actions.change(first, { title: "Mine" });
    elsewhere({ title: "Theirs" });
    page.history.undoLast();
    await vi.waitFor(() => expect(page.asked).toMatchObject([{ changes: { title: "Todo 1" }, fields: ["title"] }]));
    await page.settled();
    expect(server.todo.title).toBe("Theirs");
    expect(page.said.filter((text) => text.startsWith("Undone"))).toEqual([]);
  });

  test("isn't hidden by an own edit of the same field that failed before", async () => {
    const page = editPage("current", "current");
    server.network.push("never arrives");
    void page.actions.change(first, { notes: "One" });
    elsewhere({ notes: "Theirs" });
    await page.actions.change({ ...first, notes: "One" }, { notes: "Two" });
    await vi.waitFor(() => expect(page.asked).toHaveLength(1));
    expect(server.todo.notes).toBe("Theirs");
  });

  test("isn't hidden by an own change of another field", async () => {
    const page = editPage("current");
    elsewhere({ title: "Theirs" });
    await page.actions.change(first, { pinned: true });
    await page.actions.change(first, { title: "Mine" });
    await vi.waitFor(() => expect(page.asked).toHaveLength(1));
    expect(server.todo).toMatchObject({ title: "Theirs", pinned: true });
  });
});

describe("an edit of what was deleted meanwhile", () => {
  test("is on offer: Retry restores the todo and saves the edit", async () => {
    const page = editPage();
    server.isTrashed = true;
    await page.actions.change(first, { notes: "Mine" });
    await vi.waitFor(() => expect(page.said).toEqual(["“Todo 1” was deleted somewhere else."]));
    expect(page.shown()).toBeUndefined();
    page.failed[0]?.retry?.();
    await vi.waitFor(() => expect(server.todo.notes).toBe("Mine"));
    await vi.waitFor(() => expect(page.shown()?.notes).toBe("Mine"));
    expect(server.isTrashed).toBe(false);
  });

  test("says no more than that where nothing was written", async () => {
    const page = editPage();
    server.isTrashed = true;
    await page.actions.change(first, { pinned: true });
    expect([page.said, page.failed.filter(({ retry }) => retry)]).toEqual([["Couldn’t save “Todo 1”."], []]);
  });
});

describe("edits of one page never meet each other", () => {
  const one = { ...first, notes: "One" };
  const two = { ...first, notes: "Two" };

  test.each<[string, Network[], string, string]>([
    ["all arrive", ["arrives", "arrives", "arrives"], "Three", "Three"],
    ["the first fails", ["never arrives"], "Three", "Three"],
    ["the first two fail", ["never arrives", "never arrives"], "Three", "Three"],
    ["the answer to the first gets lost", ["arrives, but its answer gets lost"], "Three", "Three"],
    ["all fail", ["never arrives", "never arrives", "never arrives"], "Draft", "Draft"],
  ])("in a row: %s", async (_case, network, saved, seen) => {
    const page = editPage();
    server.network = network;
    void page.actions.change(first, { notes: "One" });
    void page.actions.change(one, { notes: "Two" });
    await page.actions.change(two, { notes: "Three" });
    await page.settled();
    expect([server.todo.notes, page.shown()?.notes, page.asked]).toEqual([saved, seen, []]);
  });

  test("an edit that began before the last one of this page was undone", async () => {
    const page = editPage();
    await page.actions.change(first, { notes: "One" });
    page.history.undoLast();
    await vi.waitFor(() => expect(server.todo.notes).toBe("Draft"));
    await page.actions.change(one, { notes: "Two" });
    expect([server.todo.notes, page.asked]).toEqual(["Two", []]);
  });

  test("an edit that was made again after its answer had got lost", async () => {
    const page = editPage();
    server.network = ["arrives, but its answer gets lost"];
    await page.actions.change(first, { notes: "One" });
    expect(page.shown()?.notes).toBe("Draft");
    await page.actions.change(first, { notes: "Two" });
    expect([server.todo.notes, page.asked]).toEqual(["Two", []]);
  });
});
