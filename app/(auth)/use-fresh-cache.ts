"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Clears the query cache, so that the next person doesn't see data of the one before. */
export function useFreshCache(): void {
  const queryClient = useQueryClient();
  useEffect(() => queryClient.clear(), [queryClient]);
}
