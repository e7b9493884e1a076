/** The same answer, which nothing between here and the browser may keep: it is about one caller. */
export function withoutStoring(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set("cache-control", "no-store");
  return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers });
}
