import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { z } from "zod";

const attributes = z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }));
const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes,
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number() }),
});
const exported = z.object({
  resourceSpans: z.array(
    z.object({ resource: z.object({ attributes }), scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) }),
  ),
});
export type ReceivedSpan = z.output<typeof spanSchema>;

/** A receiver of traces, by OTLP over HTTP in JSON. */
export interface TraceCollector {
  readonly url: string;
  /** The paths that were asked for. */
  readonly paths: readonly (string | undefined)[];
  /** All that was received, to search for things that must not be there. */
  readonly text: () => string;
  readonly spans: () => ReceivedSpan[];
  /** Attributes of the resources. */
  readonly resources: () => z.output<typeof attributes>;
  clear(): void;
  close(): void;
}

export async function startTraceCollector(): Promise<TraceCollector> {
  const received: z.output<typeof exported>[] = [];
  const texts: string[] = [];
  const paths: (string | undefined)[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const body = await json(request);
    paths.push(request.url);
    texts.push(JSON.stringify(body));
    received.push(exported.parse(body));
    response.setHeader("content-type", "application/json").end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = z.object({ port: z.int() }).parse(server.address());
  const resources = () => received.flatMap(({ resourceSpans }) => resourceSpans);
  return {
    url: `http://127.0.0.1:${port}/`,
    paths,
    text: () => texts.join("\n"),
    spans: () => resources().flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    resources: () => resources().flatMap(({ resource }) => resource.attributes),
    clear() {
      for (const list of [received, texts, paths]) list.length = 0;
    },
    close: () => void server.close(),
  };
}
