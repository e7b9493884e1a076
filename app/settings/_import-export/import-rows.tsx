"use client";

import { useClock, useToday } from "#app/_time/clock.tsx";
import { dueText } from "#app/_time/format-time.ts";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { todosText } from "#app/(todos)/format-count.ts";
import type { ImportPreview } from "#lib/todo-service/import-export/schemas.ts";

type Row = ImportPreview["rows"][number];

/** The first todos of a file as they will be in the list. */
export function ImportRows({ rows, more }: { readonly rows: readonly Row[]; readonly more: number }) {
  return (
    <div className="grid gap-1.5">
      <ul aria-label="First new todos" className="divide-y divide-line rounded-md border border-line bg-surface">
        {rows.map((row) => (
          <li key={row.place} className="grid gap-0.5 px-3 py-2">
            <ImportRow row={row} />
          </li>
        ))}
      </ul>
      {more > 0 && <p className="text-muted">And {todosText(more)} more.</p>}
    </div>
  );
}

function ImportRow({ row: { title, notes, dueOn, completedAt, pinned, expiresAt } }: { readonly row: Row }) {
  const today = useToday();
  const { locale } = useClock();
  return (
    <>
      <span dir="auto" className={`min-w-0 break-words ${completedAt === null ? "" : "text-muted line-through"}`}>
        {title}
      </span>
      {notes !== "" && (
        <span dir="auto" className="line-clamp-2 min-w-0 break-words text-muted">
          {notes}
        </span>
      )}
      <span className="flex flex-wrap gap-x-3 text-muted empty:hidden">
        {dueOn !== null && <span>Due {dueText(dueOn, today, locale).text}</span>}
        {completedAt !== null && <RelativeTime at={completedAt} prefix="Completed" />}
        {pinned && <span>Kept</span>}
        {expiresAt !== null && <RelativeTime at={expiresAt} prefix="Leaves" due="Leaves with the next cleanup" />}
      </span>
    </>
  );
}
