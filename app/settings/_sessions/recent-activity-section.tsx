import { headers } from "next/headers";
import { RelativeTime } from "#app/_time/relative-time.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { Activity } from "#lib/auth/security-log/activity.ts";
import { activityText } from "./format-activity.ts";
import { deviceText } from "./format-device.ts";

/** Lists the security events of the account, newest first, a page at a time. */
export async function RecentActivitySection({ cursor }: { readonly cursor: string | null }) {
  const { items, nextCursor } = await app().auth.listActivity(await headers(), cursor, new Date());
  return (
    <Section
      title="Recent activity"
      description="The last 90 days. If you don’t recognise something, change your password and revoke your API keys."
    >
      <div id="activity" className="grid gap-4">
        {items.length === 0 ? (
          <p className="text-sm text-muted">Nothing happened.</p>
        ) : (
          <ul aria-label="Recent activity" className="divide-y divide-line">
            {items.map((activity) => (
              <ActivityRow key={activity.id} activity={activity} />
            ))}
          </ul>
        )}
        {(cursor !== null || nextCursor !== null) && (
          <nav aria-label="Pages of recent activity" className="flex gap-4 text-sm font-medium">
            {cursor !== null && <PageLink href="/settings#activity">Newest</PageLink>}
            {nextCursor !== null && <PageLink href={`/settings?activity=${nextCursor}#activity`}>Older</PageLink>}
          </nav>
        )}
      </div>
    </Section>
  );
}

function ActivityRow({ activity: { event, at, network, userAgent } }: { readonly activity: Activity }) {
  return (
    <li className="grid gap-0.5 py-3 first:pt-0 last:pb-0">
      <p className="text-sm font-medium">{activityText(event)}</p>
      <p className="text-sm text-muted">
        <RelativeTime at={at.toISOString()} />
        {userAgent !== null && ` · ${deviceText(userAgent)}`}
        {network !== null && ` · from ${network}`}
      </p>
    </li>
  );
}

function PageLink({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <Link href={href} className="text-accent underline underline-offset-2">
      {children}
    </Link>
  );
}
