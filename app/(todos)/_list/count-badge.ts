/** The title of the list page with the number of open todos. */
export function titleWithCount(title: string, count: string): string {
  return count === "" ? title : `(${count}) ${title}`;
}

/** Tidy's icon with the count in its corner, as a data URL. */
export function badgedIcon(loaded: number): string {
  const label = loaded > 99 ? "99+" : String(loaded);
  const width = [12, 17, 22][label.length - 1] ?? 22;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#00694e"/><path d="M6 14.5l5 5L19 9.5" fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round" stroke-linejoin="round"/><rect x="${32 - width}" y="17" width="${width}" height="15" rx="5" fill="#fff" stroke="#00694e" stroke-width="1.5"/><text x="${32 - width / 2}" y="28.7" text-anchor="middle" font-family="system-ui,sans-serif" font-size="12" font-weight="700" fill="#00402f">${label}</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
