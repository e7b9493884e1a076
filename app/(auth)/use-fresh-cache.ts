"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Empties what the page's memory holds of whoever was signed in before: the next person must not meet it. */
export function useFreshCache(): void {
  const queryClient = useQueryClient();
  useEffect(() => queryClient.clear(), [queryClient]);
}
