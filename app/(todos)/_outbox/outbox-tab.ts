import type { Todo } from "#lib/todo-service/schemas.ts";
import type { Command, Intent } from "./command.ts";
import { makeCommand } from "./make-command.ts";
import { type Entry, hasTrouble, type Outbox } from "./outbox.ts";
import { createOwnEdits } from "./own-edits.ts";
import type { Reports } from "./reports/reports.ts";
import type { Outcome, SendCommand } from "./sending/send-command.ts";
import { createSender, type Sender } from "./sending/sender.ts";
import type { Settler } from "./sending/settle.ts";
import type { EntryStorage } from "./sending/storage.ts";
import type { Message, Tabs } from "./sending/tabs.ts";
import type { Verdict } from "./sending/verdict.ts";

export interface OutboxTabOptions {
  readonly account: string;
  readonly outbox: Outbox;
  readonly storage: EntryStorage;
  readonly join: (hear: (message: Message) => void) => Tabs;
  readonly send: SendCommand;
  readonly judge: (command: Command, error: unknown) => Verdict;
  readonly settler: Settler;
  /** Reports the outcome of the commands that this tab made, or found when it started. */
  readonly reports: Pick<Reports, "settled" | "failed">;
  readonly isOnline: () => boolean;
}

/** The outbox of an account in one tab: stored, sent by one of the tabs, and the same in all of them. */
export interface OutboxTab extends Pick<Sender, "retry">, Pick<Tabs, "takeOver"> {
  /**
   * Makes a command: it shows, is stored, told to the other tabs, and sent as soon as it can be.
   * @param shown the todo as the page shows it.
   */
  make(intent: Intent, now: Date, shown?: Todo): Command;
  /** Takes out an entry that a person has answered. */
  drop(command: Command): void;
  /** Whether this tab reports on a command. */
  isOwn(id: string): boolean;
  /** Adds the entries of the storage that this tab doesn't know, and removes those that the storage has no more. */
  synchronize(): Promise<void>;
  stop(): void;
}

/** Starts the outbox in this tab, with the entries that other tabs and earlier pages have left in storage. */
export function openOutboxTab(options: OutboxTabOptions): OutboxTab {
  const { account, outbox, storage, settler, reports } = options;
  const own = new Set<string>();
  /** The commands that are over: storage that was read a moment ago may still have them. */
  const over = new Set<string>();
  const stored = new Set<string>();
  const ownEdits = createOwnEdits();

  const sender = createSender({
    ...options,
    async settle(command, outcome) {
      tabs.tell({ type: "settled", command, outcome });
      await settle(command, outcome);
      await storage.remove(command.id);
    },
    fail(command, verdict) {
      // Another tab has been told meanwhile that the server has it.
      if (over.has(command.id)) return outbox.remove(command.id);
      const entry: Entry = {
        command,
        standing: verdict.kind === "later" ? { status: "waiting", trouble: verdict.trouble } : verdict.standing,
      };
      if (verdict.kind === "stands") void storage.put(entry);
      tabs.tell({ type: "put", entry });
      show(entry);
    },
  });
  const tabs = options.join(hear);

  /** Shows the state of a command that the server hasn't taken. */
  function show(entry: Entry): void {
    if (entry.standing.status !== "waiting") settler.refused(entry);
    outbox.put(entry);
    if (own.has(entry.command.id)) reports.failed(entry);
  }

  async function settle(command: Command, outcome: Outcome): Promise<void> {
    if (over.has(command.id)) return outbox.remove(command.id);
    over.add(command.id);
    const hadTrouble = outbox.entries().some((entry) => entry.command.id === command.id && hasTrouble(entry));
    const affected = await settler.settle(command, outcome, hadTrouble);
    outbox.remove(command.id);
    if (own.has(command.id)) reports.settled(command, outcome, affected);
  }

  function leave(id: string): void {
    over.add(id);
    outbox.remove(id);
  }

  function hear(message: Message): void {
    if (message.type === "settled") void settle(message.command, message.outcome);
    else if (message.type === "removed") leave(message.id);
    else if (!over.has(message.entry.command.id)) {
      const { entry } = message;
      stored.add(entry.command.id);
      if (entry.standing.status !== "waiting" || hasTrouble(entry)) show(entry);
      else outbox.put(entry);
      sender.wake();
    }
  }

  function make(intent: Intent, now: Date, shown?: Todo): Command {
    const command = makeCommand(ownEdits.rebase(intent, shown), account, now);
    const entry: Entry = { command, standing: { status: "waiting" } };
    own.add(command.id);
    outbox.put(entry);
    void storage.put(entry).then(() => stored.add(command.id));
    tabs.tell({ type: "put", entry });
    sender.wake();
    return command;
  }

  async function synchronize(): Promise<void> {
    const known = [...stored];
    const entries = await storage.load();
    const ids = new Set(entries.map(({ command }) => command.id));
    for (const id of known) if (storage.isLasting() && !ids.has(id) && !over.has(id)) void missed(id);
    const here = new Set(outbox.entries().map(({ command }) => command.id));
    for (const entry of entries) {
      const { id } = entry.command;
      if (here.has(id) || over.has(id)) continue;
      stored.add(id);
      own.add(id);
      outbox.put(entry);
      if (entry.standing.status !== "waiting") reports.failed(entry);
    }
    sender.wake();
  }

  /** Another tab has finished a command, and its message hasn't come: it may still, or this tab was frozen. */
  async function missed(id: string): Promise<void> {
    await settler.refetch();
    stored.delete(id);
    outbox.remove(id);
  }

  void synchronize();
  let isLeading = false;
  tabs.join({
    begin() {
      isLeading = true;
      void synchronize().then(() => isLeading && sender.start());
    },
    end() {
      isLeading = false;
      return sender.stop();
    },
  });

  return {
    retry: sender.retry,
    make,
    drop(command) {
      leave(command.id);
      tabs.tell({ type: "removed", id: command.id });
      void storage.remove(command.id);
    },
    isOwn: (id) => own.has(id),
    synchronize,
    takeOver: tabs.takeOver,
    stop() {
      void sender.stop();
      tabs.close();
    },
  };
}
