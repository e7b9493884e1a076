/** A mail, ready to be sent. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The text of a mail: paragraphs, with one link at most. */
export interface MailParts {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly link?: { readonly label: string; readonly url: string };
  /** Lines below the link, e.g. about a mail that comes unexpected. */
  readonly footer: readonly string[];
}

/** Renders a mail as plain text and as simple HTML, which says the same and loads no picture or style sheet. */
export function renderMail({ subject, paragraphs, link, footer }: MailParts): MailText {
  const text = [...paragraphs, ...(link ? [`${link.label}:\n${link.url}`] : []), ...footer].join("\n\n");
  const body = [
    ...paragraphs.map(paragraph),
    ...(link ? [button(link), `<p style="${small}">${escapeHtml(link.url)}</p>`] : []),
    ...footer.map((line) => `<p style="${small}">${escapeHtml(line)}</p>`),
  ].join("\n");
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 0 auto; padding: 1.5rem;">
${body}
</body>
</html>`;
  return { subject, text: `${text}\n`, html };
}

const small = "font-size: 14px; color: #666; overflow-wrap: anywhere;";

function paragraph(line: string): string {
  return `<p>${escapeHtml(line)}</p>`;
}

function button({ label, url }: NonNullable<MailParts["link"]>): string {
  const style =
    "display: inline-block; padding: 0.6rem 1.1rem; border-radius: 0.5rem; background: #0f5f4c; color: #fff;";
  return `<p><a href="${escapeHtml(url)}" style="${style} text-decoration: none;">${escapeHtml(label)}</a></p>`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
