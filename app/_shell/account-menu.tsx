import type { Role } from "#lib/auth/roles/role.ts";
import { LazyAccountChoices } from "./lazy-account-choices.tsx";

const menuId = "account-menu";

export interface AccountMenuProps {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** The account menu behind the user's initial in the header. */
export function AccountMenu({ name, email, role }: AccountMenuProps) {
  return (
    <>
      <button
        type="button"
        popoverTarget={menuId}
        aria-label={`Account of ${name}`}
        className="grid size-9 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent hover:bg-hover pointer-coarse:size-11"
      >
        {/* Generated content, so that the letter isn't part of the button's accessible name. */}
        <span data-initial={initial(name, email)} className="before:content-[attr(data-initial)]" />
      </button>
      <div
        id={menuId}
        popover="auto"
        className="enter fixed inset-auto top-14 right-[max(0.75rem,calc(50vw-28rem+1.5rem))] w-64 rounded-lg border border-line bg-raised p-1.5 text-ink shadow-overlay"
      >
        <div className="px-3 pt-2 pb-3">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-sm text-muted">{email}</p>
        </div>
        <LazyAccountChoices isAdmin={role === "admin"} />
      </div>
    </>
  );
}

function initial(name: string, email: string): string {
  return (name.trim() || email).slice(0, 1).toUpperCase();
}
