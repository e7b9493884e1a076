"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Clears the query cache, so that the next person doesn't see data of whoever was signed in before. */
export function useFreshCache(): void {
  const queryClient = useQueryClient();
  useEffect(() => queryClient.clear(), [queryClient]);
}
