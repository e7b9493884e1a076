/** Far above any request to `/api/auth`, far below what would fill the memory. */
const maxBytes = 16 * 1024;

/** Answers a request with a small body. A larger one is refused with 413 as soon as too much is read. */
export async function withinBodyLimit(
  request: Request,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.body === null) return await answer(request);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      return Response.json({ code: "BODY_TOO_LARGE", message: `Send at most ${maxBytes} bytes.` }, { status: 413 });
    }
    chunks.push(chunk);
  }
  const { url, method, headers } = request;
  return await answer(new Request(url, { method, headers, body: Buffer.concat(chunks) }));
}
