import { BlockList, isIP } from "node:net";
import { SourceError } from "./error.js";

const LOOPBACK = blockList(["127.0.0.0/8", "::1/128"]);

/** What is nobody's on the Internet: private, link-local, shared, multicast, reserved (RFC 6890). */
const PRIVATE = blockList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
]);

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** Whether an IP address is of this machine, of a network of its own, or reserved. */
export function isPrivateAddress(address: string): boolean {
  return isIn(PRIVATE, address);
}

/** Whether a URL names this machine. */
export function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  return isLocalName(host) || (isIP(host) !== 0 && isIn(LOOPBACK, host));
}

function isPrivateHost(url: URL): boolean {
  const host = hostOf(url);
  return isLocalName(host) || (isIP(host) !== 0 && isPrivateAddress(host));
}

function isLocalName(host: string): boolean {
  return host === "localhost" || host.endsWith(".localhost");
}

/** A URL's host, IPv6 without its brackets, and without the dot that may end a name. */
function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.$/g, "");
}

/** A URL for messages: without its query, where secrets may stand, and whoever may come before. */
export function shown(url: URL): string {
  return `${url.origin === "null" ? url.protocol : url.origin}${url.pathname}`;
}

/**
 * What is wrong with a URL as the source of a model, if anything: it has to be `https:`, or `http:`
 * to this machine, and to hold no password, since it goes on record.
 */
export function urlProblem(url: URL): string | undefined {
  if (url.username !== "" || url.password !== "")
    return "a URL with a user or password is not taken";
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url))) return undefined;
  return "only https: is taken (http: where it leads to this machine)";
}

/**
 * Where a redirect leads.
 *
 * @param start the URL that the user asked for: who names this machine may be led about it.
 * @throws {SourceError} where it leads to anything but `https:`, or from the Internet to a private
 * host: what is reached from here is not for a server out there to choose.
 */
export function redirected(start: URL, from: URL, location: string | undefined): URL {
  const refuse = (why: string): SourceError =>
    new SourceError(`${shown(from)} redirects ${why}, which is not followed`);
  if (location === undefined) throw refuse("to nowhere");
  if (!URL.canParse(location, from.href)) throw refuse("to what is not a URL");
  const to = new URL(location, from.href);
  const local = isLoopback(start);
  if (to.protocol === "http:" && !(local && start.protocol === "http:" && isLoopback(to))) {
    throw refuse(`to ${shown(to)}, without TLS`);
  }
  const problem = urlProblem(to);
  if (problem !== undefined) throw refuse(`to ${shown(to)} (${problem})`);
  if (isPrivateHost(to) && !local && to.hostname !== start.hostname) {
    throw refuse(`to the private host ${to.hostname}`);
  }
  return to;
}
