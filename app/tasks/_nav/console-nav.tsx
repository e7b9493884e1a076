"use client";

import { usePathname } from "next/navigation";
import { classNames } from "#app/_ui/class-names.ts";
import { Link } from "#app/_ui/links/link.tsx";

const pages = [
  { href: "/tasks", label: "Overview" },
  { href: "/tasks/runs", label: "Runs" },
  { href: "/tasks/schedules", label: "Schedules" },
  { href: "/tasks/audit", label: "Audit" },
] as const;

/** The pages of the task console. */
export function ConsoleNav() {
  const path = usePathname();
  const isCurrent = (href: string) => (href === "/tasks" ? path === href : path.startsWith(href));
  return (
    <nav aria-label="Task console" className="mb-5 border-b border-line">
      <ul className="-mb-px flex gap-5 overflow-x-auto text-sm">
        {pages.map(({ href, label }) => (
          <li key={href}>
            <Link
              href={href}
              aria-current={isCurrent(href) ? "page" : undefined}
              className={classNames(
                "inline-flex min-h-11 items-center border-b-2 font-medium",
                isCurrent(href) ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink",
              )}
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
