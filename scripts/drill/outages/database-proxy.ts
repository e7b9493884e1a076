import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to the database that can break. It starts open. */
export interface DatabaseProxy {
  /** The database's URL through this proxy. */
  readonly url: string;
  /** Carries everything again: later connections, and those that were frozen. */
  open(): Promise<void>;
  /** Keeps all connections and accepts others, and carries not a byte. */
  freeze(): void;
  /** Breaks all connections. Nothing listens any more. */
  refuse(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a free port of this machine, in front of the server of `databaseUrl`. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let frozen = false;
  const watch = (socket: Socket) => {
    sockets.add(socket);
    if (frozen) socket.pause();
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) });
    client.pipe(upstream).pipe(client);
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
    watch(client);
    watch(upstream);
  });
  const port = await listen(server, 0);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  const refuse = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: url.href,
    refuse,
    close: refuse,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    async open() {
      frozen = false;
      for (const socket of sockets) socket.resume();
      if (!server.listening) await listen(server, port);
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("This server has no port.");
  return address.port;
}
