import { connect, createServer, type Server } from "node:net";
import { hasCode } from "./files.ts";

const loopback = "127.0.0.1";

/** Finds a port of the loopback interface that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = await listen(0, loopback);
  const address = server?.address();
  if (server) await close(server);
  if (address === null || typeof address !== "object") throw new Error("The system has no free port left.");
  return address.port;
}

/** A port that is reserved for this process until `release`. */
export interface ReservedPort {
  readonly port: number;
  release(): Promise<void>;
}

/**
 * Reserves the first free port at or after `first`, so that two starts at the same moment do not choose the same.
 * @throws {Error} if the next hundred are all taken
 */
export async function reservePort(first: number): Promise<ReservedPort> {
  const last = Math.min(first + 99, 65_535);
  for (let port = first; port <= last; port += 1) {
    const server = (await isPortFree(port)) ? await listen(port, loopback) : null;
    if (server !== null) return { port, release: () => close(server) };
  }
  throw new Error(`Every port from ${first} to ${last} is taken. Choose another with --port.`);
}

/** Whether nothing listens on this port, on loopback or any other address of this machine. */
export async function isPortFree(port: number): Promise<boolean> {
  for (const host of [loopback, "::1", undefined]) {
    const server = await listen(port, host);
    if (server === null) return false;
    await close(server);
  }
  return true;
}

/**
 * Whether something accepts connections on this port. Unlike `isPortFree` it never listens there itself, so that no
 * proxy takes this process for the server that is about to start.
 */
export function isAnswering(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: loopback });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}

/** Resolves to null where the port is taken. */
function listen(port: number, host: string | undefined): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => {
      if (hasCode(error, "EADDRINUSE", "EACCES")) resolve(null);
      // A machine without IPv6 has no such address, so nobody can be listening there.
      else if (hasCode(error, "EADDRNOTAVAIL", "EAFNOSUPPORT")) resolve(server);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
