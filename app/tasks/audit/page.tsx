import type { Metadata } from "next";
import { Card } from "#app/_ui/card.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { PageHeading } from "#app/_ui/page-heading.tsx";
import { requirePageRole } from "#app/(auth)/page-access.ts";
import { app } from "#lib/app.ts";
import { type ListAudit, listAuditSchema } from "#lib/auth/audit/audit-list.ts";
import { AuditEntryRow } from "../_audit/audit-entry.tsx";
import { AuditFilter } from "../_audit/audit-filter.tsx";

export const metadata: Metadata = { title: "Audit" };

/** The actions of operators: in the console, by API keys and on the command line. */
export default async function AuditPage({ searchParams }: PageProps<"/tasks/audit">) {
  await requirePageRole("viewer", "/tasks/audit");
  const filter = filterOf(await searchParams);
  const { auth, env, tasks } = app();
  const { items, nextCursor } = await auth.audit.list(filter);
  return (
    <>
      <PageHeading
        title="Audit"
        description={`What operators did, newest first. Entries are kept for ${env.RUN_HISTORY_DAYS} days.`}
      />
      <div className="grid grid-cols-1 gap-4">
        <AuditFilter filter={filter} />
        {items.length === 0 ? (
          <p className="text-sm text-muted">Nothing is recorded here.</p>
        ) : (
          <Card>
            <ul aria-label="Acts of operators" className="divide-y divide-line">
              {items.map((entry) => (
                <AuditEntryRow
                  key={entry.id}
                  entry={entry}
                  taskTitle={entry.task === null ? null : tasks.titleOf(entry.task)}
                />
              ))}
            </ul>
          </Card>
        )}
        {(filter.cursor !== undefined || nextCursor !== null) && (
          <nav aria-label="Pages of the audit" className="flex gap-4">
            {filter.cursor !== undefined && <PageLink href={pathOf({ ...filter, cursor: undefined })}>Newest</PageLink>}
            {nextCursor !== null && <PageLink href={pathOf({ ...filter, cursor: nextCursor })}>Older</PageLink>}
          </nav>
        )}
      </div>
    </>
  );
}

/** Reads the filter from the address. Values that cannot be read filter nothing. */
function filterOf(parameters: Awaited<PageProps<"/tasks/audit">["searchParams"]>): ListAudit {
  const given = Object.entries(listAuditSchema.shape).flatMap(([name, schema]) => {
    const value = [parameters[name]].flat()[0];
    return value !== undefined && schema.safeParse(value).success ? [[name, value]] : [];
  });
  return listAuditSchema.parse(Object.fromEntries(given));
}

function pathOf(filter: Readonly<Record<string, string | undefined>>): `/tasks/audit?${string}` {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/tasks/audit?${new URLSearchParams(given)}`;
}

function PageLink({
  href,
  children,
}: {
  readonly href: "/tasks" | `/tasks/audit?${string}`;
  readonly children: string;
}) {
  return (
    <Link href={href} className="inline-flex min-h-11 items-center text-sm font-medium text-accent underline">
      {children}
    </Link>
  );
}
