import { Button } from "#app/_ui/button.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { SelectField } from "#app/_ui/text-field.tsx";
import { auditActions } from "#lib/auth/audit/audit-entry.ts";
import type { ListAudit } from "#lib/auth/audit/audit-list.ts";
import { actionNames } from "./act-text.ts";

/** Chooses an action. A form of the page itself: the filter is part of the address, and needs no script. */
export function AuditFilter({ filter }: { readonly filter: ListAudit }) {
  const { action, person, run } = filter;
  const isFiltered = action !== undefined || person !== undefined || run !== undefined;
  return (
    <form className="flex flex-wrap items-end gap-3" action="/tasks/audit" aria-label="Filter">
      {person !== undefined && <input type="hidden" name="person" value={person} />}
      {run !== undefined && <input type="hidden" name="run" value={run} />}
      <SelectField label="Action" name="action" defaultValue={action ?? ""} key={action}>
        <option value="">All actions</option>
        {auditActions.map((each) => (
          <option key={each} value={each}>
            {actionNames[each]}
          </option>
        ))}
      </SelectField>
      <Button type="submit">Show</Button>
      {isFiltered && (
        <Link href="/tasks/audit" className="inline-flex min-h-11 items-center text-sm text-accent underline">
          Show everything
        </Link>
      )}
    </form>
  );
}
