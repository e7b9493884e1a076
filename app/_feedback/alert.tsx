import type { ReactNode } from "react";
import { AlertIcon } from "#app/_ui/icons/icons.tsx";

export interface AlertProps {
  readonly tone?: "danger" | "info";
  /** Shown after the text, e.g. a Retry button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A message that is announced at once: the problem, and the next step. */
export function Alert({ tone = "danger", action, children }: AlertProps) {
  const colors = tone === "danger" ? "bg-danger-soft text-danger" : "bg-info-soft text-info";
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2.5 text-sm ${colors}`}
    >
      <AlertIcon className="size-5 shrink-0" />
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action}
    </div>
  );
}
