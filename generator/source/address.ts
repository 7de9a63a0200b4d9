import { BlockList, isIP } from "node:net";
import { SourceError } from "./error.js";

const LOOPBACK = blockList(["127.0.0.0/8", "::1/128"]);

/**
 * What is not reached through the Internet, or leads back from there: what IANA's registries of
 * special-purpose addresses (RFC 6890) do not call globally reachable, and what carries another address
 * in it, of any network. https://www.iana.org/assignments/iana-ipv4-special-registry and
 * iana-ipv6-special-registry, as of 2025-10.
 */
const SPECIAL = blockList([
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private use
  "100.64.0.0/10", // shared address space
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local
  "172.16.0.0/12", // private use
  "192.0.0.0/24", // IETF protocols
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // relays of 6to4
  "192.168.0.0/16", // private use
  "198.18.0.0/15", // benchmarking
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/3", // multicast, reserved, broadcast
  "2001::/23", // IETF protocols, with Teredo, benchmarking and ORCHID
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4
  "3fff::/20", // documentation
  "168.63.129.16/32", // Azure's host, as its machines see it, though the address is a public one
]);

/** All that is given out of IPv6: beyond it are NAT64, local, multicast and unassigned addresses. */
const GLOBAL_IPV6 = blockList(["2000::/3"]);

/** IPv4 in the form of IPv6: what counts is the address within. */
const MAPPED = blockList(["::ffff:0:0/96"]);

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

/** Whether an IP address is of this machine, of a network of its own, reserved, or leads elsewhere. */
export function isPrivateAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  if (isIn(SPECIAL, bare)) return true;
  return isIP(bare) === 6 && !isIn(MAPPED, bare) && !isIn(GLOBAL_IPV6, bare);
}

/**
 * Whether an address that a host was found at is private. Where there is no IPv4, resolvers find hosts
 * at addresses of NAT64 (RFC 6052): what counts is the address within.
 */
export function isPrivatelyResolved(address: string): boolean {
  const bare = address.replace(/%.*$/, "");
  const { hostname } = new URL(`http://${isIP(bare) === 6 ? `[${bare}]` : bare}/`);
  const [, high = "0", low] = /^\[64:ff9b::(?:([\da-f]+):)?([\da-f]+)\]$/.exec(hostname) ?? [];
  if (low === undefined) return isPrivateAddress(address);
  const groups = [high, low].map((group) => parseInt(group, 16));
  return isPrivateAddress(groups.map((group) => `${group >> 8}.${group & 255}`).join("."));
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
