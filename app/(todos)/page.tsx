import { dehydrate, HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { completedCookie, rememberedZone, zoneCookie } from "#app/_client/browser-cookies.ts";
import { createQueryClient } from "#app/_client/query-client.ts";
import { GuessedZoneProvider } from "#app/_time/clock.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageUser } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { hostCookie } from "#lib/settings/host-cookie.ts";
import { dismissalCookie, dismissedUntil } from "./_expiring/dismissal.ts";
import { TodoPage } from "./_list/todo-page.tsx";
import { parseTodoFilter, todoFilterPath } from "./_list/toolbar/todo-filter.ts";
import { prefetchTodos } from "./prefetch.ts";
import { retentionText } from "./retention-text.ts";

export const metadata: Metadata = { title: "Todos" };

export default async function Todos({ searchParams }: PageProps<"/">) {
  const parameters = await searchParams;
  const filter = parseTodoFilter({ get: (name) => [parameters[name]].flat()[0] ?? null });
  const user = await requirePageUser(todoFilterPath(filter));
  const { id, name, email, role, timeZone } = user;
  const client = createQueryClient();
  await prefetchTodos(client, user, { filter, now: new Date() });
  const jar = await cookies();
  const remembered = (cookie: string) => jar.get(hostCookie(cookie, app().env.APP_URL))?.value;
  const dismissed = dismissedUntil(remembered(dismissalCookie), user.id);
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeading title="Todos" description={retentionText(user.retentionDays)} />
      <GuessedZoneProvider zone={rememberedZone(remembered(zoneCookie))}>
        <TodoPage
          user={{ id, name, email, role, timeZone }}
          expiringDismissedUntil={dismissed}
          isCompletedShown={remembered(completedCookie) === "yes"}
        />
      </GuessedZoneProvider>
    </HydrationBoundary>
  );
}
