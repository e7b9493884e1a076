import { CalendarDay } from "#app/_time/calendar-day.tsx";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { RoleBadge } from "#app/_ui/roles/role-badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { app } from "#lib/app.ts";
import type { UserSummary } from "#lib/auth/users/user-list.ts";
import type { ListUsers } from "#lib/auth/users/user-list-schemas.ts";

/** Lists the accounts, newest first, a page at a time, and finds them by name or address. */
export async function UsersSection({ query }: { readonly query: ListUsers }) {
  const { items, nextCursor } = await app().auth.listUsers(query, new Date());
  const { q, cursor } = query;
  return (
    <Section title="Users" description="Everyone who has an account. Their todos are private: nobody sees them here.">
      <div className="grid gap-4">
        <form action="/accounts" className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 flex-1 basis-48">
            <TextField
              label="Name or email"
              type="search"
              name="q"
              defaultValue={q}
              maxLength={200}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
          </div>
          <Button type="submit">Search</Button>
        </form>
        {items.length === 0 ? (
          <p className="text-sm text-muted">{q === "" ? "Nobody has an account." : "No name or address matches."}</p>
        ) : (
          <ul aria-label="Users" className="divide-y divide-line border-t border-line">
            {items.map((user) => (
              <UserRow key={user.id} user={user} />
            ))}
          </ul>
        )}
        {(cursor !== undefined || nextCursor !== null) && (
          <nav aria-label="Pages of users" className="flex gap-4 text-sm font-medium">
            {cursor !== undefined && <PageLink q={q}>Newest</PageLink>}
            {nextCursor !== null && (
              <PageLink q={q} cursor={nextCursor}>
                Older
              </PageLink>
            )}
          </nav>
        )}
      </div>
    </Section>
  );
}

function UserRow({ user }: { readonly user: UserSummary }) {
  const { id, name, email, role, createdAt, lastSeenAt, sessionCount, disabledAt } = user;
  return (
    <li className="grid gap-0.5 py-3">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm">
        <Link
          href={`/accounts/${id}`}
          className="inline-flex items-center rounded-sm font-medium text-accent underline underline-offset-2 pointer-coarse:min-h-11"
        >
          {name}
        </Link>
        <RoleBadge role={role} />
        {disabledAt !== null && <Badge tone="warning">Disabled</Badge>}
      </p>
      <p className="text-sm break-all text-muted">{email}</p>
      <p className="text-sm text-muted">
        joined <CalendarDay at={createdAt.toISOString()} /> ·{" "}
        {lastSeenAt === null ? "not seen lately" : <RelativeTime at={lastSeenAt.toISOString()} prefix="last seen" />} ·{" "}
        {sessionCount === 1 ? "1 session" : `${sessionCount} sessions`}
      </p>
    </li>
  );
}

function PageLink(props: { readonly q: string; readonly cursor?: string; readonly children: string }) {
  const { q, cursor, children } = props;
  const query = new URLSearchParams({ ...(q !== "" && { q }), ...(cursor !== undefined && { cursor }) });
  return (
    <Link
      href={`/accounts?${query}`}
      className="inline-flex min-h-11 items-center rounded-sm text-accent underline underline-offset-2"
    >
      {children}
    </Link>
  );
}
