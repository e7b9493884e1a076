import { type QueryCacheNotifyEvent, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { deviceStorage } from "#app/_client/device/device-storage.ts";
import { useRetention, useTakesPasswords } from "../_outbox/outbox-provider.tsx";
import { todoKeys } from "../_queries/todo-queries.ts";
import { keepPage } from "./keep-page.ts";
import { readKeptList, type Viewer, writeKeptList } from "./kept-list.ts";

/** Answers come in bursts. */
const quietMs = 300;

/**
 * Whether the page has new todos. Not when the server is asked again: another tab may have signed out meanwhile, and
 * has wiped what was kept.
 */
export function bringsTodos(event: QueryCacheNotifyEvent): boolean {
  return event.type === "updated" && event.action.type === "success" && event.query.queryKey[0] === todoKeys.all[0];
}

/** Keeps the list in this browser whenever the server has answered, so that it opens without a network. */
export function KeepList({ user }: { readonly user: Viewer }) {
  const client = useQueryClient();
  const retention = useRetention();
  const takesPasswords = useTakesPasswords();

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const keep = () => {
      clearTimeout(timer);
      const theme = document.documentElement.dataset.theme ?? null;
      timer = setTimeout(() => void writeKeptList(client, { user, retention, takesPasswords, theme }), quietMs);
    };
    const start = async () => {
      const kept = await readKeptList();
      if (kept !== null && kept.user.id !== user.id) await deviceStorage.wipe();
      if (isOver) return;
      keep();
      await keepPage();
    };
    void start();
    const unsubscribe = client.getQueryCache().subscribe((event) => {
      if (bringsTodos(event)) keep();
    });
    return () => {
      isOver = true;
      clearTimeout(timer);
      unsubscribe();
    };
  }, [client, user, retention, takesPasswords]);

  useEffect(() => {
    const refetch = () => void client.invalidateQueries({ queryKey: todoKeys.all });
    window.addEventListener("online", refetch);
    return () => window.removeEventListener("online", refetch);
  }, [client]);

  return null;
}
