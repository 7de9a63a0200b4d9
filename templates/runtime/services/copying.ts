import { systemClock } from "../contract/clock.js";
import type { ClientConfig } from "../contract/config.js";
import type { HttpRequest } from "../contract/http.js";
import type { AnyOperation, ResolveEndpoint } from "../contract/service.js";
import { encode } from "../http/uri.js";

/** An operation that copies, perhaps from another region. */
export interface CopyingOperation {
  readonly copying?: {
    /** The member that has the URL of a request to the region it copies from. */
    readonly url: string;
    /** The member that names that region. */
    readonly region?: string;
    /** The member that names what is copied, which may be by an ARN that has the region. */
    readonly arn?: string;
    /** The members that the URL has, where those are not all. */
    readonly only?: readonly string[];
    /** The request names the region to copy to as well. */
    readonly tellsDestination?: boolean;
  };
}

/** As `presign` signs a query. */
type Presign = (
  request: HttpRequest,
  query: string,
  credentials: never,
  time: number,
  expiresIn: number,
) => string;

/**
 * Finishes requests as `resolve` does, and adds to those that copy from another region the URL of the
 * same request to that, with a signature that lasts an hour, unless the caller gives one.
 *
 * @param signingName - the service's
 */
export function copying<Config extends ClientConfig>(
  resolve: ResolveEndpoint<Config>,
  presign: Presign,
  signingName: string,
): ResolveEndpoint<Config> {
  return async (...call) => {
    const [region, config, operation, input, identity, request] = call;
    const found = await resolve(...call);
    const body = found.body ?? request.body;
    const { copying } = operation as AnyOperation & CopyingOperation;
    const given = input as Readonly<Record<string, unknown>>;
    if (!copying || given[copying.url] || typeof body !== "string") return found;
    const { region: named = "", arn = "" } = copying;
    const [, ofArn] = /^arn:[^:]*:[^:]*:([^:]*):/.exec(String(given[arn])) ?? [];
    const from = named in given ? String(given[named]) : ofArn;
    // It becomes a part of a host's name.
    if (!from || from === region || !/^[\w-]+$/.test(from)) return found;
    const { url, ...there } = await resolve(from, config, operation, input, identity, request);
    const { origin, pathname: path } = new URL(url);
    const { only } = copying;
    const isWanted = (field: string) =>
      !only || ["Action", "Version", ...only].includes(field.split("=")[0]!);
    const destination = `DestinationRegion=${encode(region)}`;
    const query = [...body.split("&").filter(isWanted), destination].join("&");
    const signed = presign(
      { method: "GET", origin, path, region: from, signingName, ...there, headers: {}, body: "" },
      query,
      (await identity()) as never,
      (config.clock ?? systemClock).now(),
      3600,
    );
    const told = copying.tellsDestination && !given["DestinationRegion"] ? "&" + destination : "";
    const presigned = `&${copying.url}=${encode(`${origin}${path}?${signed}`)}`;
    return { ...found, body: body + told + presigned };
  };
}
