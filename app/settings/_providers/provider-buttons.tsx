"use client";

import { useTransition } from "react";
import { notices } from "#app/_feedback/notices.ts";
import { Button } from "#app/_ui/button.tsx";
import { linkProvider, unlinkProvider } from "./provider-actions.ts";

interface ProviderButtonProps {
  readonly id: string;
  readonly name: string;
}

const offline = { error: "Check your connection and try again." };

/** Goes to a provider, and comes back with it linked. */
export function LinkButton({ id, name }: ProviderButtonProps) {
  const [pending, startTransition] = useTransition();
  const link = () =>
    startTransition(async () => {
      const outcome = await linkProvider(id).catch(() => offline);
      // The provider is another site, which the app's own navigation does not reach.
      if ("url" in outcome) window.location.assign(outcome.url);
      else notices.failed({ id: "provider", text: "Nothing was linked.", detail: outcome.error });
    });
  return (
    <Button size="sm" pending={pending} aria-label={`Link ${name}`} onClick={link}>
      {pending ? "Linking…" : "Link"}
    </Button>
  );
}

/** Takes a provider away from the ways to sign in. It can be linked again, so this doesn't ask. */
export function UnlinkButton({ id, name }: ProviderButtonProps) {
  const [pending, startTransition] = useTransition();
  const unlink = () =>
    startTransition(async () => {
      const { error } = await unlinkProvider(id).catch(() => offline);
      if (error !== undefined) {
        notices.failed({ id: "provider", text: "Nothing was unlinked.", detail: error });
        return;
      }
      notices.done({ id: "provider", text: `Unlinked ${name}.` });
      // The pressed button disappears.
      document.getElementById("providers")?.focus({ preventScroll: true });
    });
  return (
    <Button size="sm" pending={pending} aria-label={`Unlink ${name}`} onClick={unlink}>
      {pending ? "Unlinking…" : "Unlink"}
    </Button>
  );
}
