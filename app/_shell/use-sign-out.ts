"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { countUnsaved } from "#app/_client/device/command-store.ts";
import { forgetAccount } from "#app/_client/device/forget-account.ts";
import { pageAccount } from "#app/_client/page-account.ts";
import { RequestError } from "#app/_client/request-error.ts";
import { notices } from "#app/_feedback/notices.ts";
import { toasts } from "#app/_feedback/toasts.ts";

/** Thrown instead of signing out while changes wait in this browser. */
class UnsavedChanges extends Error {
  readonly count: number;

  constructor(count: number) {
    super("Changes wait in this browser.");
    this.count = count;
  }
}

/** A change that was just made is on its way. */
const lookEveryMs = 300;
const looks = 5;

/**
 * Ends this browser's session, then loads the sign-in page in full: nothing of this account stays in the page's memory,
 * nor of its list and drafts on this device. Where changes wait for the server, it asks first: they stay.
 */
export function useSignOut(signInPage = "/sign-in"): { readonly signOut: () => void; readonly pending: boolean } {
  const leave = async () => {
    await forgetAccount();
    window.location.assign(signInPage);
  };
  const { mutate, isPending, isSuccess } = useMutation({
    async mutationFn({ anyway }: { readonly anyway: boolean }) {
      const unsaved = anyway ? 0 : await countStayingUnsaved();
      if (unsaved > 0) throw new UnsavedChanges(unsaved);
      await api("POST /api/account/sign-out");
    },
    onSuccess: leave,
    onError(error) {
      if (error instanceof RequestError && error.is("unauthenticated")) return leave();
      if (error instanceof UnsavedChanges) return ask(error.count, () => mutate({ anyway: true }));
      notices.failed({ id: "sign-out", text: "You are still signed in.", detail: error.message });
    },
  });
  return { signOut: () => mutate({ anyway: false }), pending: isPending || isSuccess };
}

async function countStayingUnsaved(): Promise<number> {
  const account = pageAccount();
  if (account === undefined) return 0;
  let count = await countUnsaved(account);
  for (let look = 1; look < looks && count > 0; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    count = await countUnsaved(account);
  }
  return count;
}

function ask(count: number, signOut: () => void): void {
  toasts.show({
    id: "sign-out",
    tone: "failed",
    text: count === 1 ? "1 change is not saved yet." : `${count} changes are not saved yet.`,
    detail: "If you sign out, they stay in this browser, and are sent when you sign in here again.",
    actions: [
      { label: "Sign out", onPress: signOut },
      { label: "Stay", onPress: () => {} },
    ],
  });
}
