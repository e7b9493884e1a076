import type { ReactNode } from "react";
import { RoleBadge } from "#app/_ui/roles/role-badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import type { Role } from "#lib/auth/roles/role.ts";
import type { User } from "#lib/auth/user.ts";
import { NameForm } from "./name-form.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

const roleMeanings: Readonly<Record<Role, string>> = {
  user: "",
  viewer: "can see background tasks",
  admin: "can see and run background tasks, and looks after accounts",
};

/** Shows who is signed in, with the name form and sign-out. */
export function AccountSection({ user }: { readonly user: User }) {
  return (
    <Section title="Account" actions={<SignOutButton />}>
      <div className="grid gap-5">
        <dl className="grid gap-3 text-sm">
          <Detail term="Email">{user.email}</Detail>
          <Detail term="Role">
            <RoleBadge role={user.role} /> <span className="text-muted">{roleMeanings[user.role]}</span>
          </Detail>
        </dl>
        <NameForm name={user.name} />
      </div>
    </Section>
  );
}

function Detail({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[4rem_1fr]">
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
