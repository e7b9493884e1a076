import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AppShell } from "#app/_shell/app-shell.tsx";
import { ExactTime, RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { RoleBadge } from "#app/_ui/roles/role-badge.tsx";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import type { UserSummary } from "#lib/auth/users/user-list.ts";
import { DisableSection, EndSessionsSection, RoleSection } from "../_users/user-sections.tsx";

export const metadata: Metadata = { title: "Account" };

/** One account, for admins: its owner, and the actions on it. */
export default async function AccountPage({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const id = z.uuid().safeParse((await params).id).data;
  const admin = await requirePageRole("admin", id === undefined ? "/accounts" : `/accounts/${id}`);
  const user = id === undefined ? null : await app().auth.findUser(id, new Date());
  if (user === null) notFound();
  return (
    <AppShell user={admin}>
      <nav aria-label="Breadcrumb" className="mb-3 text-sm">
        <Link href="/accounts" className="inline-flex min-h-11 items-center text-muted underline underline-offset-2">
          Accounts
        </Link>
      </nav>
      <PageHeading title={user.name} description={<Summary user={user} />} />
      <div className="grid gap-5">
        <RoleSection user={user} />
        <EndSessionsSection user={user} />
        <DisableSection user={user} />
        <p className="text-sm">
          <Link
            href={`/tasks/audit?person=${user.id}`}
            className="inline-flex min-h-11 items-center text-accent underline underline-offset-2"
          >
            What {user.name} did as an operator, and what was done to this account
          </Link>
        </p>
      </div>
    </AppShell>
  );
}

function Summary({ user: { email, role, createdAt, lastSeenAt, disabledAt } }: { readonly user: UserSummary }) {
  return (
    <span className="grid gap-1">
      <span className="flex flex-wrap items-center gap-2">
        <span className="break-all">{email}</span>
        <RoleBadge role={role} />
        {disabledAt !== null && <Badge tone="warning">Disabled</Badge>}
      </span>
      <span>
        Joined <ExactTime at={createdAt.toISOString()} />,{" "}
        {lastSeenAt === null ? "not seen lately" : <RelativeTime at={lastSeenAt.toISOString()} prefix="last seen" />}
        {disabledAt !== null && (
          <>
            , disabled <RelativeTime at={disabledAt.toISOString()} />
          </>
        )}
        .
      </span>
    </span>
  );
}
