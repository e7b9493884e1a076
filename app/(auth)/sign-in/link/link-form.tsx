"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { useFreshCache } from "../../use-fresh-cache.ts";
import { signInByLink } from "./sign-in-by-link.ts";

/** Asks before the link is used. Works without JavaScript, too. */
export function LinkForm({ token }: { readonly token: string }) {
  const [state, action, pending] = useActionState(signInByLink, {});
  useFreshCache();
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
