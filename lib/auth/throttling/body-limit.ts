/**
 * The longest name, address and password need 4.3 kB with each character escaped: 100 and 128 characters of 12 bytes,
 * 254 of 6. The rest is for other fields of the auth library.
 */
const maxBytes = 8 * 1024;

/**
 * Answers a request with a small body, with these headers instead of its own. A larger one is refused with 413 as soon
 * as too much is read, one that its client breaks off with 400.
 */
export async function withinBodyLimit(
  request: Request,
  headers: Headers,
  answer: (request: Request) => Promise<Response>,
): Promise<Response> {
  const { url, method } = request;
  if (request.body === null) return await answer(new Request(url, { method, headers }));
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body) {
      size += chunk.byteLength;
      if (size > maxBytes) {
        return Response.json({ code: "BODY_TOO_LARGE", message: `Send at most ${maxBytes} bytes.` }, { status: 413 });
      }
      chunks.push(chunk);
    }
  } catch {
    // Its cause looks like an outage of the database: a connection was reset.
    return Response.json({ code: "BODY_BROKEN_OFF", message: "The body broke off before its end." }, { status: 400 });
  }
  return await answer(new Request(url, { method, headers, body: Buffer.concat(chunks) }));
}
