import type { ExternalToast } from "sonner";

/** What of the library is used. */
interface Sonner {
  (text: string, options?: ExternalToast): unknown;
  error(text: string, options?: ExternalToast): unknown;
  dismiss(id: string): unknown;
}

let loaded: Sonner | undefined;
const waiting: ((toast: Sonner) => void)[] = [];

function show(say: (toast: Sonner) => void): void {
  if (loaded === undefined) waiting.push(say);
  else say(loaded);
}

/** Shows a short message: at once, or as soon as what shows messages is there (toaster.tsx). */
export const toast = Object.assign((text: string, options?: ExternalToast) => show((ready) => ready(text, options)), {
  error: (text: string, options?: ExternalToast) => show((ready) => ready.error(text, options)),
  dismiss: (id: string) => show((ready) => ready.dismiss(id)),
});

/** Says that messages can be shown from now on, and shows those that wait. */
export function connectToasts(ready: Sonner): void {
  loaded = ready;
  for (const say of waiting.splice(0)) say(ready);
}
