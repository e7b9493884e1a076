import { QueryClient } from "@tanstack/react-query";
import { RequestError } from "#app/_client/request-error.ts";
import type { Command } from "#app/(todos)/_outbox/command.ts";
import { createOutbox, type Entry } from "#app/(todos)/_outbox/outbox.ts";
import { openOutboxTab } from "#app/(todos)/_outbox/outbox-tab.ts";
import { createSettler } from "#app/(todos)/_outbox/sending/settle.ts";
import type { EntryStorage } from "#app/(todos)/_outbox/sending/storage.ts";
import type { Lead, Message } from "#app/(todos)/_outbox/sending/tabs.ts";
import { judge } from "#app/(todos)/_outbox/sending/verdict.ts";
import { shownTodos } from "#app/(todos)/_outbox/shown-todos.ts";
import { todosOf } from "#app/(todos)/_queries/todo-pages.ts";
import { type ListStatus, type TodoPages, todoKeys } from "#app/(todos)/_queries/todo-queries.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { pagesOf } from "../todos.ts";
import { type ModelServer, retentionDays } from "./model-server.ts";

/** The fate of one request. */
export type Fate = "answered" | "request lost" | "answer lost" | "sent twice" | "busy";

/** The network's treatment of a browser's requests, one after another. Without an entry a request is answered. */
export interface ModelNetwork {
  isOnline: boolean;
  readonly fates: Fate[];
  /** In milliseconds, there and back. */
  readonly delays: number[];
}

const statuses: readonly ListStatus[] = ["open", "completed"];
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const never = new Promise<never>(() => {});

/** The time that the sending tab may take to finish before another takes its place, as in tabs.ts. */
const finishMs = 2_000;

/** A page, which a browser may freeze in the background: nothing gets in or out until it wakes. */
class Page {
  #woken: PromiseWithResolvers<void> | undefined;

  get isFrozen(): boolean {
    return this.#woken !== undefined;
  }

  freeze(): void {
    this.#woken ??= Promise.withResolvers();
  }

  wake(): void {
    this.#woken?.resolve();
    this.#woken = undefined;
  }

  async awake(): Promise<void> {
    while (this.#woken !== undefined) await this.#woken.promise;
  }
}

/** A tab that may send. */
interface Candidate {
  readonly hear: (message: Message) => void;
  readonly lead: Lead;
  readonly page: Page;
}

/** A browser with tabs of one account: storage, channel and lock that they share. */
export class ModelBrowser {
  readonly stored = new Map<string, Entry>();
  readonly #server: ModelServer;
  readonly #network: ModelNetwork;
  readonly #heard = new Map<(message: Message) => void, Page>();
  /** The tabs that may send; the first one does. */
  readonly #waiting: Candidate[] = [];

  constructor(server: ModelServer, network: ModelNetwork) {
    this.#server = server;
    this.#network = network;
  }

  open() {
    let isAlive = true;
    const closed = Promise.withResolvers<void>();
    const page = new Page();
    const client = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    const load = () => {
      for (const status of statuses) {
        const todos = [...this.#server.list.values()].filter((todo) => statusOf(todo) === status);
        client.setQueryData(todoKeys.list({ status, q: "" }), pagesOf([todos]));
      }
    };
    load();
    const outbox = createOutbox();
    const tab = openOutboxTab({
      account: "account",
      outbox,
      storage: this.#storage(page),
      join: (hear) => this.#join(hear, page),
      send: async (command) => {
        await page.awake();
        const outcome = await this.#send(command, closed.promise)
          .finally(() => page.awake())
          .catch((error: unknown) => (isAlive ? Promise.reject(error) : never));
        return isAlive ? outcome : never;
      },
      judge: (command, error) => judge(command, error, true),
      settler: createSettler(client),
      reports: { settled() {}, failed() {} },
      isOnline: () => this.#network.isOnline,
    });
    return {
      tab,
      outbox,
      page,
      /** Fetches everything again, as a page does when it is looked at. */
      load,
      shown: () =>
        statuses.flatMap((status) => {
          const pages = client.getQueryData<TodoPages>(todoKeys.list({ status, q: "" }));
          return shownTodos(todosOf(pages, status), { status, q: "" }, outbox.pending(), retentionDays);
        }),
      close() {
        isAlive = false;
        closed.resolve();
        tab.stop();
      },
    };
  }

  /** @param closed resolves when the page closes: its requests under way have reached the server then, or never. */
  async #send(command: Command, closed: Promise<void>) {
    const fate = this.#network.isOnline ? (this.#network.fates.shift() ?? "answered") : "request lost";
    await Promise.race([wait(this.#network.delays.shift() ?? 5), closed]);
    if (fate === "request lost") throw new RequestError(0, "Can’t reach Tidy.");
    if (fate === "busy") throw new RequestError(503, "The database is busy.", { retryAfterSeconds: 1 });
    const outcome = this.#server.take(command);
    if (fate === "sent twice") this.#server.take(command);
    await wait(this.#network.delays.shift() ?? 5);
    if (fate === "answer lost") throw new RequestError(0, "Can’t reach Tidy.");
    return outcome;
  }

  #storage(page: Page): EntryStorage {
    return {
      load: async () => {
        await page.awake();
        return [...this.stored.values()];
      },
      put: async (entry) => {
        await page.awake();
        this.stored.set(entry.command.id, structuredClone(entry));
      },
      remove: async (id) => {
        await page.awake();
        this.stored.delete(id);
      },
      isLasting: () => true,
    };
  }

  #join(hear: (message: Message) => void, page: Page) {
    this.#heard.set(hear, page);
    const deliver = async (message: Message, other: (message: Message) => void, to: Page) => {
      await page.awake();
      await wait(1);
      await to.awake();
      if (this.#heard.has(other)) other(message);
    };
    return {
      tell: (message: Message) => {
        const copy = structuredClone(message);
        for (const [other, to] of this.#heard) if (other !== hear) void deliver(copy, other, to);
      },
      join: (lead: Lead) => {
        this.#waiting.push({ hear, lead, page });
        if (this.#waiting.length === 1) lead.begin();
      },
      takeOver: () => void this.#takeOver(hear),
      close: () => {
        this.#heard.delete(hear);
        const isLeader = this.#waiting[0]?.hear === hear;
        const index = this.#waiting.findIndex((other) => other.hear === hear);
        if (index !== -1) this.#waiting.splice(index, 1);
        if (isLeader) this.#waiting[0]?.lead.begin();
      },
    };
  }

  async #takeOver(hear: (message: Message) => void): Promise<void> {
    const before = this.#waiting[0];
    if (before === undefined || before.hear === hear) return;
    if (before.page.isFrozen) await wait(finishMs);
    else await before.lead.end();
    if (this.#waiting[0] !== before) return;
    const index = this.#waiting.findIndex((other) => other.hear === hear);
    if (index === -1) return before.lead.begin();
    this.#waiting.unshift(...this.#waiting.splice(index, 1));
    // A frozen tab hears that its lock was stolen when it wakes.
    void before.page.awake().then(() => (this.#waiting[0] === before ? undefined : before.lead.end()));
    this.#waiting[0]?.lead.begin();
  }
}

export type ModelTab = ReturnType<ModelBrowser["open"]>;

function statusOf({ completedAt }: Todo): ListStatus {
  return completedAt === null ? "open" : "completed";
}
