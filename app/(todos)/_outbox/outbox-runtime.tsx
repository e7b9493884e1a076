import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { openDraftStorage } from "#app/_client/device/draft-storage.ts";
import { notices } from "#app/_feedback/notices.ts";
import { isoDay } from "#app/_time/format-time.ts";
import { isForPage, shortcutKey } from "#app/_ui/page-keys.ts";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { type Drafts, openDrafts } from "../_drafts/drafts.ts";
import { keepWords } from "../_drafts/keep-words.ts";
import { joinLivingTabs } from "../_drafts/living-tabs.ts";
import type { CommandOf, Intent } from "./command.ts";
import { ConflictQuestion } from "./conflict/conflict-question.tsx";
import { createOutbox, type Outbox } from "./outbox.ts";
import { openOutboxTab } from "./outbox-tab.ts";
import { createReports, type Reports } from "./reports/reports.ts";
import { WaitingChanges } from "./reports/waiting-changes.tsx";
import { sendCommand } from "./sending/send-command.ts";
import { createSettler } from "./sending/settle.ts";
import { openStorage } from "./sending/storage.ts";
import { joinTabs } from "./sending/tabs.ts";
import { judge } from "./sending/verdict.ts";
import { shownTodos } from "./shown-todos.ts";
import type { Retention } from "./todo-actions.ts";

/** Stores, sends and reports the commands of an outbox. Loaded after the first paint. */
export interface OutboxRuntime {
  /** Turns an intent into a command, and reports it. @param before the todo as it was shown. */
  act(intent: Intent, before: Todo | undefined, now: Date): void;
  /** Does the same to several todos, and reports it once. */
  actOnMany(acts: readonly { readonly intent: Intent; readonly before: Todo }[], now: Date): void;
  readonly outbox: Pick<Outbox, "pending" | "subscribe">;
  readonly drafts: Drafts;
  /** Calls back for each todo that is added in this tab. @returns a function that stops this. */
  onAdded(listener: (added: CommandOf<"create">) => void): () => void;
  use(settings: Pick<StartOptions, "retention" | "timeZone">): void;
  readonly steps: Pick<Reports, "undoLast" | "recordOther" | "withdraw" | "forgetDeleted">;
  stop(): void;
  readonly Waiting: ComponentType;
  readonly Question: ComponentType;
  readonly shownTodos: typeof shownTodos;
}

export interface StartOptions {
  readonly account: string;
  /** The address by which the account signs in. */
  readonly email: string;
  /** Whether passwords are a way to sign in again. */
  readonly takesPasswords: boolean;
  readonly client: QueryClient;
  readonly retention: Retention;
  /** The time zone that the account has chosen. Null: the browser's. */
  readonly timeZone: string | null;
}

/** Starts the outbox of an account in this browser tab. */
export function startOutbox({ account, email, takesPasswords, client, ...options }: StartOptions): OutboxRuntime {
  let { retention, timeZone } = options;
  const outbox = createOutbox();
  const storage = openStorage(account);
  const drafts = openDrafts({
    storage: openDraftStorage(account),
    tabs: joinLivingTabs(),
    // IndexedDB reads after what was written before.
    outboxStored: storage.load,
  });
  const reports = createReports({
    notices,
    retention: () => retention,
    make: (intent) => void tab.make(intent, new Date()),
    retry: () => tab.retry(),
    keepWords: (command) => void keepWords(drafts, command),
    drop: (command) => tab.drop(command),
    clock: () => new Date(),
    today: () => isoDay(new Date(), timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone),
  });
  const tab = openOutboxTab({
    account,
    outbox,
    storage,
    join: (hear) => joinTabs(account, hear),
    send: sendCommand,
    judge: (command, error) => judge(command, error, retention.trashDays > 0),
    settler: createSettler(client),
    reports,
    isOnline: () => navigator.onLine,
  });

  const onSignedIn = () => {
    tab.retry();
    void client.invalidateQueries();
  };
  const onReturn = () => {
    if (document.visibilityState === "hidden") return;
    tab.takeOver();
    void tab.synchronize();
    tab.retry();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && shortcutKey(event) === "z";
    if (!isUndo || !isForPage(event)) return;
    event.preventDefault();
    reports.undoLast();
  };
  if (document.visibilityState === "visible") tab.takeOver();
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener("online", tab.retry, { signal });
  window.addEventListener("focus", onReturn, { signal });
  document.addEventListener("visibilitychange", onReturn, { signal });
  document.addEventListener("keydown", onKeyDown, { signal });

  const hearAdded = new Set<(added: CommandOf<"create">) => void>();
  return {
    shownTodos,
    outbox,
    drafts,
    act(intent, before, now) {
      const command = tab.make(intent, now, before);
      reports.accepted(command, before);
      if (command.kind === "create") for (const hear of hearAdded) hear(command);
    },
    onAdded(listener) {
      hearAdded.add(listener);
      return () => hearAdded.delete(listener);
    },
    actOnMany: (acts, now) =>
      reports.acceptedMany(acts.map(({ intent, before }) => ({ command: tab.make(intent, now, before), before }))),
    use(latest) {
      ({ retention, timeZone } = latest);
    },
    steps: reports,
    stop() {
      listening.abort();
      drafts.stop();
      tab.stop();
    },
    Waiting: () => (
      <WaitingChanges
        outbox={outbox}
        isLasting={storage.isLasting}
        email={email}
        takesPasswords={takesPasswords}
        onSignedIn={onSignedIn}
      />
    ),
    Question: () => (
      <ConflictQuestion
        outbox={outbox}
        asks={tab.isOwn}
        postpone={(command) => {
          if (keepWords(drafts, command)) tab.drop(command);
        }}
        answer={(command, intent, current) => {
          if (intent !== null) reports.accepted(tab.make(intent, new Date(), current), current);
          tab.drop(command);
        }}
      />
    ),
  };
}
