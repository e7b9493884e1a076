import { createElement, type ReactNode } from "react";
import { safeHref } from "../_notes/safe-href.ts";

/** A part of a title; `href` where it is a link. */
export interface TitlePart {
  readonly text: string;
  readonly href: string | null;
}

const address = /https?:\/\/[^\s<>"“”]+/gi;

/** Divides a title into text and the addresses of pages in it, without the punctuation that follows them. */
export function titleParts(title: string): TitlePart[] {
  const parts: TitlePart[] = [];
  let end = 0;
  const pushText = (text: string) => text !== "" && parts.push({ text, href: null });
  for (const { 0: found, index } of title.matchAll(address)) {
    const text = withoutPunctuation(found);
    const href = safeHref(text);
    if (href === null) continue;
    pushText(title.slice(end, index));
    parts.push({ text, href });
    end = index + text.length;
  }
  pushText(title.slice(end));
  return parts;
}

/** A closing bracket belongs to an address that has its opening one, as in those of Wikipedia. */
function withoutPunctuation(found: string): string {
  const text = found.replace(/[.,;:!?'’)\]}]+$/, "");
  return found[text.length] === ")" && text.includes("(") ? `${text})` : text;
}

const linkClass = "pointer-events-auto underline";

interface LinkedTitleProps {
  readonly title: string;
  /** The classes of a title. */
  readonly shape: string;
  /** The button that edits the title. It lies below the text, of which only links take clicks. */
  readonly edit: ReactNode;
}

/** A title with its links. */
export function LinkedTitle({ title, shape, edit }: LinkedTitleProps) {
  const shown = ({ text, href }: TitlePart) =>
    href === null
      ? createElement("span", { "aria-hidden": true }, text)
      : createElement("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", className: linkClass }, text);
  return (
    <div dir="auto" className={`relative ${shape}`}>
      {edit}
      {/* Passed as arguments, parts need no keys: nothing here moves or has state. */}
      {createElement("span", { className: "pointer-events-none relative" }, ...titleParts(title).map(shown))}
    </div>
  );
}
