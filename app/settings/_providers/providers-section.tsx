import { headers } from "next/headers";
import { Badge } from "#app/_ui/badge.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import { LinkButton, UnlinkButton } from "./provider-buttons.tsx";

/** The accounts elsewhere with which people sign in here, where providers are configured. */
export async function ProvidersSection() {
  const { auth } = app();
  if (auth.providers.length === 0) return null;
  const { hasPassword, providers } = await auth.waysIn(await headers());
  const count = providers.filter(({ isLinked }) => isLinked).length + Number(hasPassword);
  return (
    <Section
      title="Sign in with"
      description="Accounts elsewhere with which you sign in here. They must have the email address of this account."
    >
      <ul id="providers" tabIndex={-1} className="grid gap-3 rounded-sm">
        {providers.map(({ id, name, isLinked }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <span className="flex min-w-0 flex-wrap items-center gap-2">
              <span className="truncate">{name}</span>
              {isLinked ? <Badge tone="accent">Linked</Badge> : <Badge>Not linked</Badge>}
            </span>
            {!isLinked && <LinkButton id={id} name={name} />}
            {isLinked && count > 1 && <UnlinkButton id={id} name={name} />}
            {isLinked && count === 1 && <span className="text-sm text-muted">Your only way to sign in</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
