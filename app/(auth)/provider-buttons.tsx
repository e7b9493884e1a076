import { buttonClass } from "#app/_ui/button-class.ts";
import { app } from "#lib/app.ts";
import { type ProviderPathOptions, providerUrl } from "./provider-path.ts";

/** A way to go on at each provider, where there is one. Plain links: they work without JavaScript, too. */
export function ProviderButtons(options: ProviderPathOptions) {
  const { providers, takesPasswords } = app().auth;
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3">
      {providers.map(({ id, name }) => (
        <a key={id} href={providerUrl(id, options)} className={buttonClass(takesPasswords ? "secondary" : "primary")}>
          <span className="truncate">Continue with {name}</span>
        </a>
      ))}
      {takesPasswords && (
        <p className="flex items-center gap-3 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or
        </p>
      )}
    </div>
  );
}
