/** Copies a text to the clipboard. Without HTTPS the browser has no clipboard for pages, but can copy a selection. */
export async function copyText(text: string): Promise<void> {
  if ("clipboard" in navigator) return await navigator.clipboard.writeText(text).catch(() => undefined);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
