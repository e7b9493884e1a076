/** The token in a page’s address, as a link brought it. Opening it changes nothing: previews of links do that, too. */
export async function tokenOf(searchParams: Promise<Record<string, string | string[] | undefined>>): Promise<string> {
  const { token } = await searchParams;
  return typeof token === "string" ? token : "";
}
