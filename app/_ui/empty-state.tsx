import type { ReactNode } from "react";
import type { Icon } from "./icons/icon.tsx";

export interface EmptyStateProps {
  readonly icon: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Stands in for an empty list: says why it is empty and offers a next step. */
export function EmptyState({ icon: Glyph, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 px-4 py-14 text-center">
      <span className="grid size-14 place-items-center rounded-full bg-accent-soft text-accent">
        <Glyph className="size-7" />
      </span>
      <p className="text-lg font-semibold">{title}</p>
      {children !== undefined && <div className="max-w-sm text-sm text-pretty text-muted">{children}</div>}
      {action}
    </div>
  );
}
