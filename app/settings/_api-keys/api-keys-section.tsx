import { CalendarDay } from "#app/_time/calendar-day.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import { Section } from "#app/_ui/section.tsx";
import { app } from "#lib/app.ts";
import type { ApiKeySummary } from "#lib/auth/api-keys/api-keys.ts";
import type { User } from "#lib/auth/user.ts";
import { NewKeyForm } from "./new-key-form.tsx";
import { RevokeKeyButton } from "./revoke-key-button.tsx";

/** Lists the API keys, with a form for new ones and a button that revokes each. */
export async function ApiKeysSection({ user }: { readonly user: User }) {
  const keys = await app().auth.listApiKeys(user.id);
  return (
    <Section
      title="API keys"
      description={
        <>
          With a key, scripts act as you. They send it as{" "}
          <code className="font-mono">Authorization: Bearer tidy_…</code>: see the{" "}
          <Link href="/docs" className="font-medium text-accent underline underline-offset-2">
            API documentation
          </Link>
          .
        </>
      }
    >
      <div id="api-keys" tabIndex={-1} className="grid gap-6 rounded-sm">
        <NewKeyForm role={user.role} keyIds={keys.map(({ id }) => id)} />
        {keys.length === 0 ? (
          <p className="text-sm text-muted">You have no keys yet.</p>
        ) : (
          <ul aria-label="Your API keys" className="divide-y divide-line border-t border-line">
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function KeyRow({ apiKey }: { readonly apiKey: ApiKeySummary }) {
  const name = apiKey.name ?? "Unnamed key";
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 gap-0.5">
        <p className="text-sm font-medium">{name}</p>
        <p className="text-sm text-muted">
          <span className="font-mono">{apiKey.start}…</span> · created{" "}
          <CalendarDay at={apiKey.createdAt.toISOString()} /> ·{" "}
          {apiKey.lastRequest === null ? (
            "never used"
          ) : (
            <>
              last used <CalendarDay at={apiKey.lastRequest.toISOString()} />
            </>
          )}
          {apiKey.expiresAt !== null && (
            <>
              {" "}
              · expires <CalendarDay at={apiKey.expiresAt.toISOString()} />
            </>
          )}{" "}
          · {apiKey.scopes.join(", ")}
        </p>
      </div>
      <RevokeKeyButton id={apiKey.id} name={name} />
    </li>
  );
}
