import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { type NoticeMessage, noticeMessageSchema } from "#lib/notices/notice-message.ts";
import { listenLocally } from "#tests/support/listening.ts";

/** A message as a receiver gets it. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly message: NoticeMessage;
}

/** A real HTTP server that gets webhooks on this machine. */
export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** Writes its answer. Default: 204. */
  answer: (response: ServerResponse) => void;
  stop(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const accept = (response: ServerResponse) => void response.writeHead(204).end();
  const server = createServer((request, response) => {
    text(request)
      .then((body) => {
        const message = noticeMessageSchema.parse(JSON.parse(body));
        received.push({ path: request.url ?? "", headers: request.headers, body, message });
        receiver.answer(response);
      })
      .catch((error: unknown) => response.writeHead(400).end(String(error)));
  });
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${await listenLocally(server)}/hooks/tidy`,
    received,
    answer: accept,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
