import { Pool } from "undici";

/** One kind of request to a server, sent again and again. */
export interface Load {
  readonly origin: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The status that each answer must have; others end the measurement. */
  readonly status: number;
}

const connections = 16;

/**
 * Answers a second that a server gives to 16 clients, each of which sends its next request once the last is answered.
 * @throws {Error} on any other status than the expected
 */
export async function measureRate({ origin, status, ...request }: Load, seconds: number): Promise<number> {
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  let answered = 0;
  const client = async () => {
    while (performance.now() < endsAt) {
      const response = await pool.request(request);
      await response.body.dump({ limit: Number.POSITIVE_INFINITY });
      if (response.statusCode !== status) {
        throw new Error(`${request.method} ${request.path} answered ${response.statusCode}, not ${status}.`);
      }
      answered += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, client));
    return answered / ((performance.now() - startedAt) / 1_000);
  } finally {
    await pool.close();
  }
}
