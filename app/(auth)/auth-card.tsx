import type { ReactNode } from "react";
import { Card } from "#app/_ui/card.tsx";
import { Link } from "#app/_ui/links/link.tsx";

export interface AuthCardProps {
  readonly title: string;
  readonly description: string;
  /** The link to another page. */
  readonly other: { readonly question: string; readonly label: string; readonly href: string };
  readonly children?: ReactNode;
}

/** A page for signed-out visitors: heading, form, and a link to another page. */
export function AuthCard({ title, description, other, children }: AuthCardProps) {
  return (
    <>
      <Card className="grid gap-5 p-5 sm:p-7">
        <header className="grid gap-1">
          <h1 className="text-xl font-semibold">{title}</h1>
          <p className="text-sm text-pretty text-muted">{description}</p>
        </header>
        {children}
      </Card>
      <p className="text-center text-sm text-muted">
        {other.question}{" "}
        <Link
          href={other.href}
          className="inline-flex min-h-11 items-center rounded-sm font-medium text-accent underline underline-offset-4 hover:text-accent-strong"
        >
          {other.label}
        </Link>
      </p>
    </>
  );
}
