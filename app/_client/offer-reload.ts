import { toasts } from "#app/_feedback/toasts.ts";

/** Says that another account is signed in here than the page was made for. What was typed stays until the reload. */
export function offerReload(): void {
  toasts.show({
    id: "other-account",
    tone: "failed",
    text: "You’re signed in as somebody else in this browser.",
    detail: "This page can’t save any more. Copy what you still need, then reload.",
    actions: [{ label: "Reload", onPress: () => window.location.reload() }],
  });
}
