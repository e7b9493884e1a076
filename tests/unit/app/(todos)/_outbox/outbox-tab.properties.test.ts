import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Command, Intent } from "#app/(todos)/_outbox/command.ts";
import { changeOf } from "#app/(todos)/_outbox/command.ts";
import { invert } from "#app/(todos)/_outbox/invert.ts";
import type { Todo, TodoChange } from "#lib/todo-service/schemas.ts";
import { todoAt } from "../todos.ts";
import { type Fate, ModelBrowser, type ModelNetwork, type ModelTab } from "./browser-model.ts";
import { ModelServer, retentionDays } from "./model-server.ts";

beforeEach(() => void vi.useFakeTimers({ now: new Date("2026-11-24T12:00:00.000Z") }));
afterEach(() => void vi.useRealTimers());

/** One thing that happens; `of` chooses among the todos that are shown. */
type Step =
  | { readonly does: "add"; readonly tab: number }
  | { readonly does: "change"; readonly tab: number; readonly of: number; readonly field: keyof TodoChange }
  | { readonly does: "delete" | "undo"; readonly tab: number; readonly of: number }
  | { readonly does: "clear"; readonly tab: number }
  | { readonly does: "reload" | "look" | "freeze"; readonly tab: number }
  | { readonly does: "network"; readonly isOnline: boolean }
  | { readonly does: "elsewhere"; readonly of: number; readonly what: "edit" | "delete" }
  | { readonly does: "wait"; readonly ms: number };

const tab = fc.nat(1);
const of = fc.nat(5);
const field = fc.constantFrom<keyof TodoChange>("title", "notes", "dueOn", "pinned", "completed");
const ownStep = fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ does: fc.constant("add" as const), tab }),
  fc.record({ does: fc.constant("change" as const), tab, of, field }),
  fc.record({ does: fc.constant("change" as const), tab, of, field }),
  fc.record({ does: fc.constantFrom("delete" as const, "undo" as const), tab, of }),
  fc.record({ does: fc.constant("clear" as const), tab }),
  fc.record({ does: fc.constantFrom("reload" as const, "look" as const), tab }),
  fc.record({ does: fc.constant("freeze" as const), tab }),
  fc.record({ does: fc.constant("network" as const), isOnline: fc.boolean() }),
  fc.record({ does: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
);
const elsewhere = fc.record({
  does: fc.constant("elsewhere" as const),
  of,
  what: fc.constantFrom("edit" as const, "delete" as const),
});
const fates = fc.array(fc.constantFrom<Fate>("answered", "request lost", "answer lost", "sent twice", "busy"), {
  maxLength: 25,
});
const delays = fc.array(fc.integer({ min: 0, max: 800 }), { maxLength: 30 });

class Scenario {
  readonly server = new ModelServer(() => new Date());
  readonly network: ModelNetwork;
  readonly browser: ModelBrowser;
  readonly tabs: ModelTab[];
  readonly made: Command[] = [];
  readonly #undo: Intent[] = [];
  #words = 0;

  constructor(network: Omit<ModelNetwork, "isOnline">) {
    this.network = { isOnline: true, fates: [...network.fates], delays: [...network.delays] };
    for (const order of [1, 2, 3]) this.server.list.set(todoAt(order).id, todoAt(order));
    this.browser = new ModelBrowser(this.server, this.network);
    this.tabs = [this.browser.open(), this.browser.open()];
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      await this.#take(step);
      await vi.advanceTimersByTimeAsync(3);
    }
    this.network.isOnline = true;
    this.network.fates.length = 0;
    for (const { page, tab: each } of this.tabs) {
      page.wake();
      each.retry();
    }
    for (let minutes = 0; this.#waits() && minutes < 30; minutes += 1) await vi.advanceTimersByTimeAsync(60_000);
    await vi.advanceTimersByTimeAsync(1_000);
  }

  close(): void {
    for (const each of this.tabs) each.close();
  }

  #waits(): boolean {
    return this.tabs.some(({ outbox }) => outbox.pending().length > 0);
  }

  async #take(step: Step): Promise<void> {
    if (step.does === "wait") return void (await vi.advanceTimersByTimeAsync(step.ms));
    if (step.does === "network") {
      this.network.isOnline = step.isOnline;
      return;
    }
    if (step.does === "elsewhere") return this.#elsewhere(step.of, step.what);
    if (step.does === "reload") {
      this.tabs[step.tab]?.close();
      this.tabs[step.tab] = this.browser.open();
      return;
    }
    const here = this.tabs[step.tab];
    if (here === undefined) return;
    if (step.does === "freeze") return here.page.freeze();
    // Nobody does anything in a tab without looking at it, which wakes it and makes it the one that sends.
    if (here.page.isFrozen || step.does === "look") {
      here.page.wake();
      here.tab.takeOver();
      // Messages that the others have sent meanwhile come before the next action of a person.
      await vi.advanceTimersByTimeAsync(3);
    }
    if (step.does === "look") return;
    const intent = this.#intent(step, here.shown());
    if (intent === undefined) return;
    const shown = here.shown().find(({ id }) => intent.todoIds.includes(id));
    const command = here.tab.make(intent, new Date(), shown);
    this.made.push(command);
    const inverse = shown === undefined || step.does === "undo" ? null : invert(command, shown, retentionDays);
    if (inverse !== null) this.#undo.push(inverse);
  }

  #intent(step: Extract<Step, { readonly tab: number }>, todos: readonly Todo[]): Intent | undefined {
    if (step.does === "add") return { kind: "create", todoIds: [], base: null, changes: { title: this.#word() } };
    if (step.does === "clear") return { kind: "clear-completed", todoIds: [], base: null, changes: null };
    if (step.does === "undo") return this.#undo.pop();
    const todo = "of" in step ? todos[step.of % Math.max(1, todos.length)] : undefined;
    if (todo === undefined) return undefined;
    if (step.does === "delete") return { kind: "delete", todoIds: [todo.id], base: todo, changes: null };
    return step.does === "change" ? changeOf(todo, this.#change(todo, step.field)) : undefined;
  }

  #change(todo: Todo, name: keyof TodoChange): TodoChange {
    if (name === "pinned") return { pinned: !todo.pinned };
    if (name === "completed") return { completed: todo.completedAt === null };
    if (name === "dueOn") return { dueOn: todo.dueOn === null ? "2026-12-01" : null };
    return { [name]: this.#word() };
  }

  #elsewhere(index: number, what: "edit" | "delete"): void {
    const todos = [...this.server.list.values()];
    const todo = todos[index % Math.max(1, todos.length)];
    if (todo === undefined) return;
    if (what === "edit") this.server.list.set(todo.id, { ...todo, title: this.#word(), notes: this.#word() });
    else {
      this.server.list.delete(todo.id);
      this.server.trash.set(todo.id, todo);
    }
  }

  #word(): string {
    this.#words += 1;
    return `Words ${this.#words}`;
  }
}

/** The tab that takes over sends what the other has just settled; that must not arrive after what follows it. */
const sentTwice: Step[] = [
  { does: "change", tab: 0, of: 0, field: "completed" },
  { does: "look", tab: 1 },
  { does: "change", tab: 0, of: 5, field: "completed" },
];

/** The part of todos that a person sees: without the instants, which browser and server take by their own clocks. */
const seen = (todos: Iterable<Todo>) =>
  [...todos]
    .map(({ id, title, notes, dueOn, pinned, completedAt, expiresAt }) => {
      return { id, title, notes, dueOn, pinned, isCompleted: completedAt !== null, expires: expiresAt !== null };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));

describe("once it is quiet", () => {
  test("each tab shows what the server has, without asking again; nothing is left and nothing doubled", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ownStep, { maxLength: 25 }), fates, delays, async (steps, chances, times) => {
        const scenario = new Scenario({ fates: chances, delays: times });
        const { server, tabs, made } = scenario;
        await scenario.run(steps);
        scenario.close();
        const titles = [...server.list.values(), ...server.trash.values()].map(({ id }) => id);
        expect(new Set(titles).size).toBe(titles.length);
        expect(titles).toHaveLength(3 + made.filter(({ kind }) => kind === "create").length);
        for (const { outbox, shown } of tabs) {
          expect(outbox.pending()).toEqual([]);
          expect(seen(shown())).toEqual(seen(server.list.values()));
        }
        expect([...scenario.browser.stored.values()].filter(({ standing }) => standing.status === "waiting")).toEqual(
          [],
        );
      }),
      { numRuns: 40, examples: [[sentTwice, [], [0, 3, 13]]] },
    );
  });

  test("commands of one todo took effect in the order in which they were made", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ownStep, { maxLength: 25 }), fates, delays, async (steps, chances, times) => {
        const scenario = new Scenario({ fates: chances, delays: times });
        await scenario.run(steps);
        scenario.close();
        const { taken } = scenario.server;
        for (const id of new Set(taken.flatMap(({ todoIds }) => todoIds))) {
          const order = taken.filter(({ todoIds }) => todoIds.length === 0 || todoIds.includes(id));
          expect(order.map((command) => command.id)).toEqual(order.map((command) => command.id).toSorted());
        }
      }),
      { numRuns: 40 },
    );
  });

  test("with another device, every command took effect, or stays with its words for a person to answer", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 3, arbitrary: ownStep }, elsewhere), { maxLength: 25 }),
        fates,
        delays,
        async (steps, chances, times) => {
          const scenario = new Scenario({ fates: chances, delays: times });
          const { server, browser, tabs, made } = scenario;
          await scenario.run(steps);
          scenario.close();
          const kept = new Map([...browser.stored.values()].map((entry) => [entry.command.id, entry.standing.status]));
          const taken = new Set(server.taken.map(({ id }) => id));
          for (const { id, kind } of made)
            expect([kind, taken.has(id) || kept.get(id) !== undefined]).toEqual([kind, true]);
          expect([...kept.values()]).not.toContain("waiting");
          for (const each of tabs) {
            each.load();
            expect(seen(each.shown())).toEqual(seen(server.list.values()));
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});
