/**
 * Copies a text to the clipboard. Without HTTPS the browser has no clipboard for pages, but can copy a selection.
 * Resolves to whether it did.
 */
export async function copyText(text: string): Promise<boolean> {
  if ("clipboard" in navigator) {
    return await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}
