import { ExactTime, RelativeTime } from "#app/_time/relative-time.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { AuditEntry } from "#lib/auth/audit/audit-list.ts";
import { actionNames, actorText, detailsText, personText } from "./act-text.ts";

const linkClass = "rounded-sm font-medium text-accent underline underline-offset-2";

/** One act and its object, then the operator, the way they acted, and the time. */
export function AuditEntryRow({ entry, taskTitle }: { readonly entry: AuditEntry; readonly taskTitle: string | null }) {
  const { action, at, actor, user, runId, details } = entry;
  const { who, where } = actorText(entry);
  const more = detailsText(details);
  return (
    <li className="grid gap-1 px-4 py-3 sm:px-5">
      <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
        <span className="font-medium">{actionNames[action]}</span>
        {taskTitle !== null && <span>{taskTitle}</span>}
        {user !== null && (
          <Link href={`/tasks/audit?person=${user.id}`} className={linkClass}>
            {personText(user)}
          </Link>
        )}
        {runId !== null && (
          <Link href={`/tasks/runs/${runId}`} className={linkClass}>
            the run
          </Link>
        )}
        {details.startedRunId !== undefined && (
          <Link href={`/tasks/runs/${details.startedRunId}`} className={linkClass}>
            the new run
          </Link>
        )}
      </p>
      {more !== null && <p className="text-sm text-pretty break-words">{more}</p>}
      <p className="text-sm text-muted">
        {actor === null ? (
          <span className="break-all">{who}</span>
        ) : (
          <Link href={`/tasks/audit?person=${actor.id}`} className="underline underline-offset-2">
            {who}
          </Link>
        )}{" "}
        {where} · <RelativeTime at={at} /> · <ExactTime at={at} />
      </p>
    </li>
  );
}
