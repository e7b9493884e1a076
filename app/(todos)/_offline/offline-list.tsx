"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { showTheme } from "#app/_shell/show-theme.ts";
import { buttonClass } from "#app/_ui/button-class.ts";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { Spinner } from "#app/_ui/spinner.tsx";
import { parseTheme } from "#lib/settings/theme.ts";
import { TodoPage } from "../_list/todo-page.tsx";
import { OutboxProvider, OutboxStatus } from "../_outbox/outbox-provider.tsx";
import { retentionText } from "../retention-text.ts";
import { type KeptList, readKeptList, restoreAnswers } from "./kept-list.ts";

/** The list that this browser keeps, with the changes that wait. Without one, offers to try again. */
export function OfflineList() {
  const client = useQueryClient();
  const [kept, setKept] = useState<KeptList | null | "loading">("loading");
  useEffect(() => {
    const open = async () => {
      const list = await readKeptList();
      if (list !== null) restoreAnswers(client, list);
      if (typeof list?.theme === "string") showTheme(parseTheme(list.theme));
      setKept(list);
    };
    void open();
  }, [client]);

  if (kept === "loading") return <Spinner />;
  if (kept === null) return <NothingKept />;
  const { user, retention, takesPasswords } = kept;
  return (
    <OutboxProvider
      account={user.id}
      email={user.email}
      takesPasswords={takesPasswords}
      timeZone={user.timeZone}
      {...retention}
    >
      <AppShell user={user} status={<OutboxStatus />}>
        <PageHeading title="Todos" description={retentionText(retention.retentionDays)} />
        <TodoPage user={user} expiringDismissedUntil={null} isCompletedShown={false} />
      </AppShell>
    </OutboxProvider>
  );
}

function NothingKept() {
  return (
    <main className="mx-auto max-w-4xl px-3 pt-5 sm:px-6">
      <PageHeading title="You are offline" description="This browser keeps no list. What was saved is on the server." />
      <a href="/" className={buttonClass("secondary")}>
        Try again
      </a>
    </main>
  );
}
