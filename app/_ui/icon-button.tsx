import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import type { Icon } from "./icons/icon.tsx";

export interface IconButtonProps extends ComponentProps<"button"> {
  /** What it does, e.g. `Delete "Buy milk"`: the accessible name. */
  readonly label: string;
  /** A short form for the tooltip; `label` where absent. */
  readonly tip?: string;
  readonly icon: Icon;
  readonly tone?: "muted" | "accent" | "danger";
}

const tones = {
  muted: "text-muted hover:bg-hover hover:text-ink",
  accent: "text-accent hover:bg-accent-soft",
  danger: "text-muted hover:bg-danger-soft hover:text-danger",
} as const;

/** A square button that shows only an icon, 44 px on touch screens and 36 px elsewhere. */
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
