import { once } from "node:events";
import { createConnection } from "node:net";
import { networkInterfaces } from "node:os";
import { about, type Finding } from "../finding.ts";
import { isLoopback } from "../loopback.ts";

const { warning } = about("inngest");

/** Ports of an Inngest server, by default, that Tidy does not use. No option of the server binds them to loopback. */
const connectPorts = [8289, 50052, 50053];

/** The time that a machine may take to answer itself. */
const TIMEOUT_MS = 1_000;

/**
 * Warns of ports that an Inngest server of this machine opens to the network, even where it was told to listen on
 * loopback only.
 */
export async function examineConnectPorts(
  server: string,
  { ports = connectPorts, addresses = networkAddresses() } = {},
): Promise<Finding[]> {
  if (!isLoopback(new URL(server).hostname)) return [];
  const tried = await Promise.all(ports.map(async (port) => ((await isOpen(port, addresses)) ? [port] : [])));
  const open = tried.flat();
  if (open.length === 0) return [];
  return [
    warning(
      `The Inngest server opens the ports ${open.join(", ")} to the network.`,
      "Close them by a firewall: Tidy does not use them, and no option of the server binds them to this machine.",
    ),
  ];
}

/** The addresses of this machine that others can reach. */
function networkAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address);
}

async function isOpen(port: number, addresses: readonly string[]): Promise<boolean> {
  const answers = await Promise.all(addresses.map((host) => accepts(host, port)));
  return answers.includes(true);
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = createConnection({ host, port });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
