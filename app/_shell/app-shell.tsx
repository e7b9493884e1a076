import type { ReactNode } from "react";
import { TimeZoneProvider } from "#app/_time/clock.tsx";
import { Link } from "#app/_ui/links/link.tsx";
import type { Role } from "#lib/auth/roles/role.ts";
import { AccountMenu } from "./account-menu.tsx";
import { BrandMark } from "./brand.tsx";
import { NavLink } from "./nav-link.tsx";

export interface AppShellProps {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly timeZone: string | null;
  };
  /** Shown below the navigation, in view wherever the page is scrolled to. */
  readonly status?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every signed-in page: skip link, header with navigation and account, main column. */
export function AppShell({ user, status, children }: AppShellProps) {
  return (
    <TimeZoneProvider zone={user.timeZone}>
      <a
        href="#main"
        className="fixed top-2 left-2 z-20 -translate-y-20 rounded-md bg-accent px-4 py-2.5 text-sm font-medium text-on-accent focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-10 border-b border-line bg-canvas/90 backdrop-blur">
        <div className="mx-auto flex h-14 max-w-4xl items-center gap-1 px-3 sm:gap-2 sm:px-6">
          <Link
            href="/"
            aria-label="Tidy, your todos"
            className="mr-1 inline-flex items-center gap-2.5 rounded-md sm:mr-3"
          >
            <BrandMark />
            <span className="hidden text-lg font-semibold tracking-tight sm:inline">Tidy</span>
          </Link>
          <nav aria-label="Main" className="flex flex-1 items-center gap-0.5 sm:gap-1">
            <NavLink href="/">Todos</NavLink>
            <NavLink href="/trash">Trash</NavLink>
            {user.role !== "user" && <NavLink href="/tasks">Tasks</NavLink>}
          </nav>
          <AccountMenu {...user} />
        </div>
        {status}
      </header>
      <main
        id="main"
        data-account={user.id}
        tabIndex={-1}
        className="mx-auto max-w-4xl px-3 pt-5 pb-28 outline-none sm:px-6 sm:pt-8"
      >
        {children}
      </main>
    </TimeZoneProvider>
  );
}
