import { Badge } from "#app/_components/badge.tsx";
import { Section } from "#app/_components/card.tsx";
import type { User } from "#lib/auth/user.ts";
import { SignOutButton } from "./sign-out-button.tsx";

/** Who is signed in, and the way out. */
export function AccountSection({ user }: { readonly user: User }) {
  return (
    <Section title="Account" actions={<SignOutButton />}>
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[8rem_1fr]">
        <dt className="text-muted">Name</dt>
        <dd>{user.name}</dd>
        <dt className="text-muted">Email</dt>
        <dd>{user.email}</dd>
        <dt className="text-muted">Role</dt>
        <dd>
          {user.role === "admin" ? (
            <>
              <Badge tone="accent">Admin</Badge> <span className="text-muted">sees and runs the background tasks</span>
            </>
          ) : (
            <Badge>Member</Badge>
          )}
        </dd>
      </dl>
    </Section>
  );
}
