import type { Route } from "next";
import { Card } from "#app/_ui/card.tsx";
import { Link } from "#app/_ui/links/link.tsx";

export interface LinkGoneProps {
  /** The way to another link: the page and its label. */
  readonly next: { readonly label: string; readonly href: Route };
}

/** Says that a link does not work any more, and where to go on. */
export function LinkGone({ next }: LinkGoneProps) {
  return (
    <Card className="grid gap-4 p-5 sm:p-7">
      <h1 className="text-xl font-semibold">This link doesn’t work any more</h1>
      <p className="text-sm text-pretty text-muted">
        It was used already, or it has expired. If you copied it, make sure that you have all of it.
      </p>
      <Link
        href={next.href}
        className="inline-flex min-h-11 items-center font-medium text-accent underline underline-offset-4"
      >
        {next.label}
      </Link>
    </Card>
  );
}
