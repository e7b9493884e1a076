import { CalendarDay } from "#app/_time/calendar-day.tsx";
import { RoleBadge } from "#app/_ui/roles/role-badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { Invite } from "#lib/auth/links/invites.ts";
import { NewInviteForm } from "./new-invite-form.tsx";
import { RevokeInviteButton } from "./revoke-invite-button.tsx";

/** Invites people, and lists the invites that nobody has used yet. */
export async function InvitesSection() {
  const { auth, env } = app();
  if (env.SIGN_UP === "closed") {
    return (
      <Section title="Invites">
        <p className="text-sm text-muted">
          Sign-up is closed here. Set <code className="font-mono">SIGN_UP=invite</code> to invite people.
        </p>
      </Section>
    );
  }
  const invites = await auth.listInvites(new Date());
  return (
    <Section
      title="Invites"
      description={
        env.SIGN_UP === "invite"
          ? "Only people with an invite can create an account here."
          : "Everybody can create an account here. An invite also decides on the role."
      }
    >
      <div id="invites" tabIndex={-1} className="grid gap-6 rounded-sm">
        <NewInviteForm sendsMail={auth.sendsMail} inviteIds={invites.map(({ id }) => id)} />
        {invites.length === 0 ? (
          <p className="text-sm text-muted">No invite is open.</p>
        ) : (
          <ul aria-label="Open invites" className="divide-y divide-line border-t border-line">
            {invites.map((open) => (
              <InviteRow key={open.id} invite={open} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function InviteRow({ invite: { id, email, role, createdAt, expiresAt } }: { readonly invite: Invite }) {
  const who = email ?? "anybody with the link";
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          <span className="break-all">{who}</span>
          {role !== "user" && <RoleBadge role={role} />}
        </p>
        <p className="text-sm text-muted">
          invited <CalendarDay at={createdAt.toISOString()} /> · expires <CalendarDay at={expiresAt.toISOString()} />
        </p>
      </div>
      <RevokeInviteButton id={id} who={who} />
    </li>
  );
}
