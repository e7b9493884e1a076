"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, type MouseEvent, useTransition } from "react";
import { isPlainClick } from "./plain-click.ts";

export interface LinkProps extends ComponentProps<"a"> {
  /** The path of one of Tidy's pages. */
  readonly href: string;
}

/**
 * A link to another page, which opens without loading anew. Marked by `data-pending` while the page loads. Next's own
 * link would ask the server twice for each link in view, and learn nothing: every page here is made for its reader.
 */
export function Link({ href, ...rest }: LinkProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const follow = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    startTransition(() => router.push(href));
  };
  return <a {...rest} href={href} data-pending={isPending || undefined} onClick={follow} />;
}
