"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, useTransition } from "react";
import { isPlainClick } from "./plain-click.ts";

export interface PageLinkProps extends ComponentProps<"a"> {
  /** The path of one of Tidy's pages. */
  readonly href: string;
}

/**
 * A link of the frame to another page, which opens without loading anew. Next's own link is 3 kB of the first load.
 * Marked by `data-pending` while the page loads.
 */
export function PageLink({ href, ...rest }: PageLinkProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const follow = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return <a {...rest} href={href} data-pending={isPending || undefined} onClick={follow} />;
}
