import { createHmac } from "node:crypto";

/** The signed parts: all three, so that nobody can send an old body again under another id or time. */
export interface Signed {
  readonly id: string;
  /** In seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of a webhook by Standard Webhooks (https://www.standardwebhooks.com). */
export function signedHeaders({ id, timestamp, body }: Signed, secret: Buffer): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": `v1,${signature}` };
}
