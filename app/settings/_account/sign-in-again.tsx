import { headers } from "next/headers";
import { buttonClass } from "#app/_ui/button-class.ts";
import { providerUrl } from "#app/(auth)/provider-path.ts";
import { app } from "#lib/app.ts";

/** Asks somebody without a password to sign in once more, which proves that it is them. */
export async function SignInAgain() {
  const providers = (await app().auth.waysIn(await headers())).providers.filter(({ isLinked }) => isLinked);
  if (providers.length === 0) {
    return (
      <p className="text-sm text-muted">
        This needs a sign-in of the last ten minutes. Ask the person who runs this installation for a link to sign in.
      </p>
    );
  }
  return (
    <div className="grid justify-items-start gap-3">
      <p className="text-sm text-muted">You have no password, so sign in once more first. Then come back here.</p>
      <div className="flex flex-wrap gap-2">
        {providers.map(({ id, name }) => (
          <a key={id} href={providerUrl(id, { next: "/settings", fresh: true })} className={buttonClass("secondary")}>
            Sign in again with {name}
          </a>
        ))}
      </div>
    </div>
  );
}
