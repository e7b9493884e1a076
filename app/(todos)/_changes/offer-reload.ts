import { RequestError } from "#app/_client/request-error.ts";
import { toasts } from "#app/_feedback/toasts.ts";

/** Offers to reload where another account is signed in than the page was made for. What was typed stays until then. */
export function offerReload(error: Error | null): void {
  if (!(error instanceof RequestError && error.is("other-account"))) return;
  toasts.show({
    id: "reload",
    tone: "failed",
    text: "You’re signed in as somebody else in this browser.",
    detail: "This page can’t save any more. Copy what you still need, then reload.",
    actions: [{ label: "Reload", onPress: () => window.location.reload() }],
  });
}
