import type { Metadata } from "next";
import { buttonClass } from "#app/_ui/button-class.ts";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { SearchIcon } from "#app/_ui/icons/icons.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md place-content-center">
      <h1 className="sr-only">Page not found</h1>
      <EmptyState
        icon={SearchIcon}
        title="There is nothing at this address"
        action={
          <a href="/" className={buttonClass("primary")}>
            Go to your todos
          </a>
        }
      >
        The link may be out of date, or your account may not have access.
      </EmptyState>
    </main>
  );
}
