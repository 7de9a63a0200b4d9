import { env, sha256 } from "#platform";
import { systemClock } from "../contract/clock.js";
import type { ClientConfig } from "../contract/config.js";
import { callError } from "../contract/errors.js";
import type { HttpResponse, Session, Transport } from "../contract/http.js";
import type {
  Client,
  Destination,
  Identity,
  Operation,
  Protocol,
  ResolveEndpoint,
  Service,
} from "../contract/service.js";
import { mismatch, readMembers } from "../serde/structure.js";

// Directory buckets of Amazon S3 (S3 Express One Zone): their requests are signed by the credentials of
// a session, which the client asks the bucket for.

/** The setting of a client whose buckets may be directory buckets; the endpoint rules have it. */
interface ExpressConfig extends ClientConfig {
  readonly disableS3ExpressSessionAuth?: boolean | undefined;
}

/** What a session is signed with, and the token that goes with it. */
interface BucketSession extends Session {
  readonly sessionToken: string;
  /** When it ends, by the client's clock. */
  readonly expires: number;
}

/** What is known of a bucket's session. */
interface Held {
  session?: BucketSession;
  pending?: Promise<BucketSession> | undefined;
}

/** What makes a client, of the room above. */
type CreateClient = (service: Service, config: ClientConfig) => Client;

/** Of how many buckets sessions are kept. */
const kept = 100;

/**
 * Finishes requests as `resolve` does, and gives those to directory buckets the session that they are
 * signed for, by `CreateSession`
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateSession.html). A session is asked for once,
 * however many wait for it, and anew in the last minute before it ends, while the old one works.
 *
 * @param createClient - makes the client that asks, with the settings and interceptors of the caller's
 * @param read - how responses of the service are read
 * @param transport - what sends its requests
 * @throws CredentialsError where there is no session, from what it returns
 */
export function s3Express<Config extends ExpressConfig>(
  resolve: ResolveEndpoint<Config>,
  createClient: CreateClient,
  read: Protocol["read"],
  transport: Transport,
): ResolveEndpoint<Config> {
  // Of the callers' credentials, by bucket.
  const sessions = new WeakMap<object, Map<string, Held>>();
  return async (region, config, operation, input, identity, request) => {
    const found = await resolve(region, settled(config), operation, input, identity, request);
    if (found.scheme !== "sigv4-s3express") return found;
    const credentials = (await identity()) as Identity & Session;
    const { sessionToken, ...session } = await sessionOf(config, found, credentials);
    const headers = {
      ...(found.headers ?? request.headers),
      "x-amz-s3session-token": sessionToken,
    };
    return { ...found, headers, session };
  };

  async function sessionOf(
    config: Config,
    bucket: Destination,
    credentials: Identity & Session,
  ): Promise<BucketSession> {
    const ofCaller = sessions.get(credentials) ?? new Map<string, Held>();
    sessions.set(credentials, ofCaller);
    const held = ofCaller.get(bucket.url) ?? {};
    // Those used last come last.
    ofCaller.delete(bucket.url);
    ofCaller.set(bucket.url, held);
    if (ofCaller.size > kept) ofCaller.delete(ofCaller.keys().next().value!);
    const now = (config.clock ?? systemClock).now();
    const left = (held.session?.expires ?? 0) - now;
    if (left < 60_000 && !held.pending) {
      held.pending = createSession(config, bucket, credentials);
      held.pending
        .then((session) => (held.session = session))
        // Whoever waits for it is told.
        .catch(() => {})
        .finally(() => (held.pending = undefined));
    }
    return left > 0 ? held.session! : held.pending!;
  }

  async function createSession(
    config: Config,
    { url, region, signingName }: Destination,
    credentials: Identity & Session,
  ): Promise<BucketSession> {
    const service: Service = {
      id: "S3",
      name: "AmazonS3",
      signingName: "s3express",
      // The bucket's own endpoint, signed as its other operations that need no session.
      resolveEndpoint: () => ({
        ...{ url, pathAsIs: true, headers: { "x-amz-content-sha256": sha256("") } },
        ...(region && { region }),
        ...(signingName && { signingName }),
      }),
      write: () => ({ method: "GET", path: "/?session", headers: {}, body: undefined }),
      read,
      transport,
    };
    const { clock = systemClock } = config;
    const operation: Operation<object, BucketSession, Error> = {
      name: "CreateSession",
      write: () => ({}),
      read: (message) => readSession(message as SessionMessage, clock.now()),
      errors: {},
      sensitive: true,
    };
    const client = createClient(service, { ...config, credentials });
    const result = await client.call(operation, {});
    if (result.ok) return result.value;
    const cause = result.error;
    throw callError("CredentialsError", `CreateSession: ${cause.message}`, { cause });
  }
}

/** The settings with what the environment says, where they do not. */
function settled<Config extends ExpressConfig>(config: Config): Config {
  const disabled = env["AWS_S3_DISABLE_EXPRESS_SESSION_AUTH"];
  return disabled === "true" && config.disableS3ExpressSessionAuth === undefined
    ? { ...config, disableS3ExpressSessionAuth: true }
    : config;
}

/** A response as the protocol reads it. */
interface SessionMessage {
  readonly headers: HttpResponse["headers"];
  document(): unknown;
}

/** The session in the output of `CreateSession`. @throws ResponseError */
function readSession(message: SessionMessage, now: number): BucketSession {
  const { Credentials: found = {} } = readMembers(message.document(), {
    Credentials: (credentials: unknown) =>
      readMembers(credentials, {
        AccessKeyId: text,
        SecretAccessKey: text,
        SessionToken: text,
        Expiration: text,
      }),
  });
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration = "" } = found;
  // By the service's clock, since that tells the end.
  const served = Date.parse(message.headers.get("date") ?? "") || now;
  const expires = now + Date.parse(Expiration) - served;
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || isNaN(expires)) {
    return mismatch("credentials of a session");
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expires,
  };
}

const text = (value: unknown): string => (typeof value === "string" ? value : mismatch("text"));
