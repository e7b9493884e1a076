"use client";

import { createContext, type ReactNode, useContext } from "react";

const MayOperate = createContext(false);

/** Tells the console whether its user may change something there. The routes decide by themselves. */
export function OperatorProvider({
  mayOperate,
  children,
}: {
  readonly mayOperate: boolean;
  readonly children: ReactNode;
}) {
  return <MayOperate value={mayOperate}>{children}</MayOperate>;
}

/** Whether to show controls that change something: admins may, viewers only look. */
export function useMayOperate(): boolean {
  return useContext(MayOperate);
}
