"use client";

import { useMutation } from "@tanstack/react-query";
import { api } from "#app/_client/api.ts";
import { forgetAccount } from "#app/_client/device/forget-account.ts";
import { RequestError } from "#app/_client/request-error.ts";
import { notices } from "#app/_feedback/notices.ts";

/**
 * Ends this browser's session, then loads the sign-in page in full: nothing of this account stays in the page's memory,
 * nor of its list and unsaved text on this device.
 */
export function useSignOut(): { readonly signOut: () => void; readonly pending: boolean } {
  const leave = async () => {
    await forgetAccount();
    window.location.assign("/sign-in");
  };
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => api("POST /api/account/sign-out"),
    onSuccess: leave,
    onError(error) {
      if (error instanceof RequestError && error.is("unauthenticated")) return leave();
      notices.failed({ id: "sign-out", text: "You are still signed in.", detail: error.message });
    },
  });
  return { signOut: () => mutate(), pending: isPending || isSuccess };
}
