"use client";

import { useActionState } from "react";
import { Alert } from "#app/_feedback/alert.tsx";
import { Button } from "#app/_ui/button.tsx";
import { becomeAdmin } from "./become-admin.ts";

/** Asks before the setup link is used. */
export function SetupForm({ token }: { readonly token: string }) {
  const [state, action, pending] = useActionState(becomeAdmin, {});
  return (
    <form action={action} className="grid gap-4">
      {state.error !== undefined && !pending && <Alert>{state.error}</Alert>}
      <input type="hidden" name="token" value={token} />
      <Button type="submit" variant="primary" pending={pending}>
        {pending ? "Setting up…" : "Become the admin"}
      </Button>
    </form>
  );
}
