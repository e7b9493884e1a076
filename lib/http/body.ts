import { RequestError } from "./problem.ts";

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/**
 * The JSON body of a request; undefined where there is none. The size is counted while reading, since
 * Content-Length may be missing or wrong.
 * @throws {RequestError} `unsupported-media-type`, `too-large` or `malformed`.
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const bytes = await readBytes(request, maxBytes);
  if (bytes.byteLength === 0) return undefined;
  if (!jsonType.test(request.headers.get("content-type") ?? "")) {
    throw new RequestError("unsupported-media-type", "Send the body as JSON, with “Content-Type: application/json”.");
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new RequestError("malformed", "The body is not valid JSON in UTF-8.", { cause });
  }
}

/** The body of a request as it is. @throws {RequestError} `too-large` or `malformed`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new RequestError("too-large", `Send at most ${maxBytes.toLocaleString("en")} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The size that a request states; null where it states none. Node lets no body be larger than that. */
export function statedBytes(request: Request): number | null {
  const stated = request.headers.get("content-length") ?? "";
  return /^\d+$/.test(stated) ? Number(stated) : null;
}

async function* chunksOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body === null) return;
  const iterator = request.body[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw new RequestError("malformed", "The body broke off before its end.", { cause });
  } finally {
    await iterator.return?.();
  }
}
