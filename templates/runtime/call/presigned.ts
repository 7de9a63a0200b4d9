import { systemClock } from "../contract/clock.js";
import type { CallOptions, ClientConfig } from "../contract/config.js";
import { callError, type ClientError, type Metadata } from "../contract/errors.js";
import type { HttpRequest } from "../contract/http.js";
import type { PresignedRequest, Presigning, TakenOperation } from "../contract/presigning.js";
import type { Result } from "../contract/result.js";
import type { AnyOperation, Client, Identity, Operation, Service } from "../contract/service.js";
import { locate } from "../endpoints/locate.js";

/** What one presigned request may set for itself. */
export interface PresignOptions extends Pick<CallOptions, "signal" | "timeoutMs" | "headers"> {
  /**
   * How long it lasts, in whole seconds, from 1 to 604,800, a week. Default 900. It ends before
   * that where the credentials expire.
   */
  readonly expiresIn?: number | undefined;
}

const everyHeader = /^(?!x-amz-(date|security-token)$)/;

/**
 * The request of an operation, signed in its query and not sent
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html). Interceptors do not
 * see it. Its body, where that is the sender's, has no checksum.
 */
export function presigned<Input>(
  client: Client,
  operation: Operation<Input, unknown, never>,
  input: Input,
  { expiresIn = 900, ...options }: PresignOptions,
  { sign, prepare = same, signable = everyHeader, operation: others }: Presigning,
): Promise<Result<PresignedRequest, ClientError>> {
  return takeRequest(
    client,
    { ...operation, ...others },
    input,
    { expiresIn, ...options },
    async (located, identity, config) => {
      const ready = prepare(located);
      const { method, origin, pathAsIs, body } = ready;
      const [path = "", query = ""] = ready.path.split(/\?([^]*)/);
      if (/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)) {
        const what = 'Expected labels without the segments "." and "..", which no URL keeps';
        throw callError("InputError", what);
      }
      const isWhole = body === undefined || typeof body === "string" || ArrayBuffer.isView(body);
      const headers = { ...ready.headers };
      // A stream has no hash, and is the sender's.
      if (!isWhole) headers["x-amz-content-sha256"] ??= "UNSIGNED-PAYLOAD";
      const who = await identity();
      const proven = await sign(
        { ...ready, path, headers },
        query,
        (who.credentials ?? who) as never,
        (config.clock ?? systemClock).now(),
        expiresIn,
        pathAsIs ? { doubleEncode: false, normalizePath: false } : undefined,
        signable,
      );
      const signed = Object.entries(headers).filter(([name]) => signable.test(name));
      return {
        url: `${origin}${path}?${proven}`,
        method,
        headers: Object.fromEntries(signed),
        ...(isWhole && body && { body }),
      } as PresignedRequest;
    },
  );
}

const same: NonNullable<Presigning["prepare"]> = (request) => request;

/** What a call ends with in place of an output. */
interface Taken<T> {
  readonly taken?: T;
}

/**
 * What is made of an operation's request, complete but for its signature, in place of a response to it.
 *
 * @param use - is given the request, what finds who calls, the client's settings, and the endpoint
 */
export async function takeRequest<Input, T>(
  client: Client,
  operation: Operation<Input, unknown, never>,
  input: Input,
  { expiresIn, ...options }: PresignOptions & { readonly expiresIn: number },
  use: (
    request: HttpRequest,
    identity: () => Promise<Identity>,
    config: ClientConfig,
    endpoint: string,
  ) => Promise<T>,
): Promise<Result<T, ClientError>> {
  const take: TakenOperation["take"] = async (found, ...call) => {
    const [, config, operation, input, identity, request] = call;
    if (!(Number.isInteger(expiresIn) && expiresIn > 0 && expiresIn <= 604_800)) {
      throw callError("InputError", "expiresIn must be a whole number from 1 to 604,800");
    }
    const service = { ...(client.service as Service), resolveEndpoint: () => found };
    const located = await locate(service, config, operation, input, identity, request);
    const taken = await use(located, identity as () => Promise<Identity>, config, found.url);
    // Ends the call.
    throw callError("Taken", "", { taken });
  };
  // Without what is made of a body that is sent: its length, its checksum.
  const asked = { ...(operation as AnyOperation), finish: undefined!, take };
  const given = { ...options, maxAttempts: 1 };
  const { error, metadata } = (await client.call(asked, input, given)) as {
    readonly error: ClientError & Taken<T>;
    readonly metadata: Metadata;
  };
  const { taken } = error;
  return taken ? { ok: true, value: taken, metadata } : { ok: false, error, metadata };
}
