import { headers } from "next/headers";
import { CalendarDay } from "#app/_time/calendar-day.tsx";
import { Badge } from "#app/_ui/badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { SessionSummary } from "#lib/auth/account/sessions.ts";
import { EndOtherSessionsButton, EndSessionButton } from "./end-session-buttons.tsx";
import { deviceText } from "./format-device.ts";

/** Lists the signed-in browsers, with a button that signs out each. */
export async function SessionsSection() {
  const sessions = await app().auth.listSessions(await headers(), new Date());
  return (
    <Section
      title="Where you are signed in"
      description="If you don’t recognise a device, sign it out and change your password."
      actions={sessions.length > 1 && <EndOtherSessionsButton count={sessions.length - 1} />}
    >
      <ul id="sessions" tabIndex={-1} aria-label="Your sessions" className="divide-y divide-line rounded-sm">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}

function SessionRow({ session }: { readonly session: SessionSummary }) {
  const device = deviceText(session.userAgent);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
          {device}
          {session.isCurrent && <Badge tone="accent">This browser</Badge>}
        </p>
        <p className="text-sm text-muted">
          last used <CalendarDay at={session.lastUsedAt.toISOString()} /> · signed in{" "}
          <CalendarDay at={session.createdAt.toISOString()} />
        </p>
      </div>
      {!session.isCurrent && <EndSessionButton id={session.id} device={device} />}
    </li>
  );
}
