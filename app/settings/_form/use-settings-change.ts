"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { api } from "#app/_client/api.ts";
import type { ApiRequest } from "#app/_client/api-types.ts";

export type SettingsChange = ApiRequest<"PATCH /api/settings">["body"];

/** Saves settings, then renders the page anew: its header shows the name, its times the zone. */
export function useSettingsChange() {
  const router = useRouter();
  return useMutation({
    mutationFn: (change: SettingsChange) => api("PATCH /api/settings", { body: change }),
    onSuccess: () => router.refresh(),
  });
}
