/** Far above any form of `/api/auth`, far below what would fill the memory. */
const maxBytes = 16 * 1024;

/** Answers a request whose body is small; refuses a larger one with 413 as soon as it has read too much. */
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
