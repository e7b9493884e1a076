import { type ReactNode, useId } from "react";

export interface SectionProps {
  readonly title: string;
  readonly description?: ReactNode;
  /** Buttons beside the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled section of a page, in a card. Its heading is an `h2` that names the region. */
export function Section({ title, description, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-lg border border-line bg-surface shadow-raised">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 sm:px-6 sm:pt-5">
        <div className="grid gap-1">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          {description !== undefined && <p className="max-w-prose text-sm text-muted">{description}</p>}
        </div>
        {actions}
      </header>
      <div className="px-4 pt-4 pb-4 sm:px-6 sm:pb-6">{children}</div>
    </section>
  );
}
