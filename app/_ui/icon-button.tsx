import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import type { Icon } from "./icons/icon.tsx";

export interface IconButtonProps extends ComponentProps<"button"> {
  /** The accessible name, e.g. `Delete "Buy milk"`. */
  readonly label: string;
  /** The tooltip. Default: `label`. */
  readonly tip?: string;
  readonly icon: Icon;
  readonly tone?: "muted" | "accent" | "danger";
}

const tones = {
  muted: "text-muted hover:bg-hover hover:text-ink",
  accent: "text-accent hover:bg-accent-soft",
  danger: "text-muted hover:bg-danger-soft hover:text-danger",
} as const;

/** A square button with an icon: 44 px on touch screens, 36 px elsewhere. */
export function IconButton({ label, tip, icon: Glyph, tone = "muted", className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={tip ?? label}
      className={classNames(
        "inline-grid size-9 shrink-0 place-items-center rounded-md transition-colors pointer-coarse:size-11",
        "disabled:cursor-not-allowed disabled:opacity-45",
        tones[tone],
        className,
      )}
    >
      <Glyph />
    </button>
  );
}
