import type { ReactNode } from "react";

export interface PageHeadingProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

/** The `h1` of a page with a description and buttons. */
export function PageHeading({ title, description, actions }: PageHeadingProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-3 sm:mb-7">
      <div className="grid gap-1.5">
        <h1 className="text-xl font-semibold">{title}</h1>
        {description !== undefined && <p className="max-w-prose text-sm text-pretty text-muted">{description}</p>}
      </div>
      {actions}
    </header>
  );
}
