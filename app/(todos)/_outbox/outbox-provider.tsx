"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useSyncExternalStore } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { type LazyValue, lazyValue, useLazy } from "#app/_ui/hydration/lazy.tsx";
import type { Todo } from "#lib/todo-service/schemas.ts";
import { todosOf } from "../_queries/todo-pages.ts";
import type { TodoListKey, TodoPages } from "../_queries/todo-queries.ts";
import type { Command } from "./command.ts";
import type { OutboxRuntime, StartOptions } from "./outbox-runtime.tsx";
import { type Act, createTodoActions, type Retention, type TodoActions } from "./todo-actions.ts";

/** One account's outbox in this tab. Its code is loaded after the first paint. */
interface AccountOutbox {
  readonly account: string;
  readonly runtime: LazyValue<OutboxRuntime>;
}

interface OutboxContextValue extends AccountOutbox {
  readonly takesPasswords: boolean;
  readonly retention: Retention;
  readonly timeZone: string | null;
  readonly actions: TodoActions;
  /** Calls back with the outbox's runtime, once it is loaded. */
  readonly withRuntime: (callback: (runtime: OutboxRuntime) => void) => void;
}

const OutboxContext = createContext<OutboxContextValue | null>(null);

let current: AccountOutbox | undefined;

/** One outbox per tab, as long as it shows the same account. On the server, each request gets its own. */
function accountOutbox({ account, ...options }: StartOptions): AccountOutbox {
  if (typeof window !== "undefined" && current?.account === account) return current;
  const runtime = lazyValue(async () => {
    const { startOutbox } = await import("./outbox-runtime.tsx");
    return startOutbox({ account, ...options });
  });
  const created = { account, runtime };
  if (typeof window === "undefined") return created;
  current?.runtime.state().value?.stop();
  current = created;
  return created;
}

export interface OutboxProviderProps extends Retention {
  readonly account: string;
  readonly email: string;
  /** Whether passwords are a way to sign in again. */
  readonly takesPasswords: boolean;
  /** The time zone that the account has chosen. Null: the browser's. */
  readonly timeZone: string | null;
  readonly children: ReactNode;
}

/** Gives the components below the account's outbox. */
export function OutboxProvider({
  account,
  email,
  takesPasswords,
  retentionDays,
  trashDays,
  timeZone,
  children,
}: OutboxProviderProps) {
  const client = useQueryClient();
  const value = useMemo(() => {
    const retention = { retentionDays, trashDays };
    const { runtime } = accountOutbox({ account, email, takesPasswords, client, retention, timeZone });
    const withRuntime: OutboxContextValue["withRuntime"] = (callback) => callWith(runtime, callback);
    const act: Act = (intent, before) => {
      const now = new Date();
      withRuntime((loaded) => loaded.act(intent, before, now));
    };
    return { account, runtime, retention, timeZone, takesPasswords, actions: createTodoActions(act), withRuntime };
  }, [account, email, takesPasswords, client, retentionDays, trashDays, timeZone]);
  const { value: runtime } = useLazy(value.runtime);
  useEffect(() => runtime?.use(value), [runtime, value]);
  return (
    <OutboxContext value={value}>
      {children}
      {runtime !== undefined && <runtime.Question />}
    </OutboxContext>
  );
}

/** Calls back at once if the code is there, else as soon as it is. When it can't be loaded, offers a Retry. */
function callWith(runtime: LazyValue<OutboxRuntime>, callback: (loaded: OutboxRuntime) => void): void {
  const { value } = runtime.state();
  const fail = () =>
    notices.failed({
      id: "outbox",
      text: "That didn’t work.",
      detail: "Part of the page couldn’t be loaded. Check your connection.",
      retry: () => callWith(runtime, callback),
    });
  if (value !== undefined) callback(value);
  else runtime.load().then(callback, fail);
}

function useOutboxContext(): OutboxContextValue {
  const context = useContext(OutboxContext);
  if (context === null) throw new Error("OutboxProvider is missing above this component");
  return context;
}

const none: readonly Command[] = [];
const unsubscribe = () => {};
const noCommands: OutboxRuntime["outbox"] = { pending: () => none, subscribe: () => unsubscribe };

/** The commands that the server doesn't have yet, to be applied to the todos that the page shows. */
export function usePending(): readonly Command[] {
  const { value: loaded } = useLazy(useOutboxContext().runtime);
  const { outbox } = loaded ?? { outbox: noCommands };
  return useSyncExternalStore(outbox.subscribe, outbox.pending, () => none);
}

/** A list as the page shows it: the server's pages and, once their code is loaded, the pending commands. */
export function useShownTodos(pages: TodoPages | undefined, { status, q }: TodoListKey): readonly Todo[] {
  const { runtime, retention } = useOutboxContext();
  const { retentionDays } = retention;
  const pending = usePending();
  const { value: loaded } = useLazy(runtime);
  return useMemo(() => {
    const todos = todosOf(pages, status);
    if (pages === undefined || pending.length === 0 || loaded === undefined) return todos;
    return loaded.shownTodos(todos, { status, q }, pending, retentionDays);
  }, [pages, status, q, pending, loaded, retentionDays]);
}

export const useTodoActions = () => useOutboxContext().actions;
export const useRetention = () => useOutboxContext().retention;
export const useTakesPasswords = () => useOutboxContext().takesPasswords;
export const useRuntime = () => useOutboxContext().withRuntime;

/** The unsaved input of this tab; undefined until its code is loaded. */
export const useDrafts = () => useLazy(useOutboxContext().runtime).value?.drafts;

/** The number of waiting changes. */
export function OutboxStatus() {
  const { value: runtime } = useLazy(useOutboxContext().runtime);
  return runtime === undefined ? null : <runtime.Waiting />;
}
