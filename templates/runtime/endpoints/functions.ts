import { misconfigured } from "../contract/endpoint.js";

// The functions of the endpoint rules language (Smithy rules engine 1.x) that are more than an
// operator. Each stands for itself, so that a client holds only those that its rules call.

/** The parts of a URL, as endpoint rules see them. */
export interface ParsedUrl {
  readonly scheme: string;
  /** Host and port. */
  readonly authority: string;
  /** As it is in the URL. */
  readonly path: string;
  /** Begins and ends with `/`. */
  readonly normalizedPath: string;
  /** Whether the host is an IP address. */
  readonly isIp: boolean;
}

/**
 * Takes an `http` or `https` URL apart; `undefined` where there is none, or it has a query or
 * fragment.
 */
export function parseURL(value: string | undefined): ParsedUrl | undefined {
  const match =
    /^(https?):\/\/(?:[^/?#@\s]*@)?((\[[\da-f:.]+]|[^/?#@:[\]\s]+)(?::\d+)?)(\/[^?#\s]*)?$/i.exec(
      value!,
    );
  if (!match) return undefined;
  const [, scheme = "", authority = "", host = "", path = ""] = match;
  const octet = /^(\d|[1-9]\d|1\d\d|2[0-4]\d|25[0-5])$/;
  const octets = host.split(".");
  return {
    scheme: scheme.toLowerCase(),
    authority,
    path,
    normalizedPath: path.endsWith("/") ? path : path + "/",
    isIp: host.startsWith("[") || (octets.length === 4 && octets.every((part) => octet.test(part))),
  };
}

/** An Amazon Resource Name, taken apart. */
export interface ParsedArn {
  readonly partition: string;
  readonly service: string;
  /** Empty where the resource is in no region. */
  readonly region: string;
  /** Empty where the resource is of no account. */
  readonly accountId: string;
  /** The parts of the resource's name, between `:` and `/`. */
  readonly resourceId: readonly string[];
}

/** Takes an ARN apart; `undefined` where it is none. */
export function parseArn(value: string): ParsedArn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):([^]+)$/.exec(value);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", accountId = "", resource = ""] = match;
  return { partition, service, region, accountId, resourceId: resource.split(/[:/]/) };
}

/** Tells whether a value is a host label (RFC 1123), or with `allowSubDomains` several with dots. */
export function isValidHostLabel(value: string, allowSubDomains: boolean): boolean {
  const labels = allowSubDomains ? value.split(".") : [value];
  return labels.every((label) => /^(?!-)[a-z\d-]{1,63}$/i.test(label) && !label.endsWith("-"));
}

/** Tells whether the name of an S3 bucket can be part of a host name. */
export function isVirtualHostableS3Bucket(value: string, allowSubDomains: boolean): boolean {
  return (
    /^(?=.{3,63}$)[a-z\d]+(?:-+[a-z\d]+)*(?:\.[a-z\d]+(?:-+[a-z\d]+)*)*$/.test(value) &&
    (allowSubDomains ? !/^(?:\d{1,3}\.){3}\d{1,3}$/.test(value) : !value.includes("."))
  );
}

/** Percent-encodes all but what RFC 3986 calls unreserved. Lone surrogates become U+FFFD. */
export function uriEncode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (character) => "%" + character.charCodeAt(0).toString(16).toUpperCase(),
  );
}

/**
 * The part of an ASCII string from `start` up to `stop`, counted from its end where `reverse`;
 * `undefined` where the string is shorter, or not ASCII.
 */
export function substring(
  value: string,
  start: number,
  stop: number,
  reverse: boolean,
): string | undefined {
  const { length } = value;
  if (start >= stop || length < stop || /[^\0-\x7f]/.test(value)) return undefined;
  return reverse ? value.slice(length - stop, length - start) : value.slice(start, stop);
}

/**
 * Splits a string at each delimiter, into `limit` parts at most where that is not 0.
 *
 * @throws ConfigError where the delimiter is empty
 */
export function split(value: string, delimiter: string, limit: number): readonly string[] {
  if (!delimiter) misconfigured("The endpoint rules split at an empty delimiter");
  const parts = value.split(delimiter);
  if (limit === 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(delimiter)];
}
