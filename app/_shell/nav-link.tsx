"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Link } from "#app/_ui/links/link.tsx";

/** A link in the header, marked when its page is the current one. Pulses if the next page takes a moment to load. */
export function NavLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  const pathname = usePathname();
  const current = href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className="inline-flex min-h-9 items-center rounded-md px-2.5 text-sm font-medium text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:text-ink data-pending:animate-pulse data-pending:[animation-delay:150ms] sm:px-3 pointer-coarse:min-h-11"
    >
      {children}
    </Link>
  );
}
