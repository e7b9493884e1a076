import type { Metadata } from "next";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { type ListUsers, listUsersSchema } from "#lib/auth/users/user-list-schemas.ts";
import { InvitesSection } from "./_invites/invites-section.tsx";
import { ResetLinkSection } from "./_reset-links/reset-link-section.tsx";
import { UsersSection } from "./_users/users-section.tsx";

export const metadata: Metadata = { title: "Accounts" };

// Where no process stays, mails are sent after the answers to these pages (lib/request-limit.ts).
export const maxDuration = 60;

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The page on which admins see all accounts, invite people and help them back in. */
export default async function AccountsPage({ searchParams }: { readonly searchParams: Promise<SearchParams> }) {
  const user = await requirePageRole("admin", "/accounts");
  return (
    <AppShell user={user}>
      <PageHeading title="Accounts" />
      <div className="grid gap-5">
        <UsersSection query={queryOf(await searchParams)} />
        <InvitesSection />
        {app().auth.takesPasswords && <ResetLinkSection />}
      </div>
    </AppShell>
  );
}

/** Reads the query from the address. Values that cannot be read search for nothing. */
function queryOf({ q, cursor }: SearchParams): ListUsers {
  const { shape } = listUsersSchema;
  return {
    q: shape.q.safeParse([q].flat()[0]).data ?? "",
    cursor: shape.cursor.safeParse([cursor].flat()[0]).data,
  };
}
