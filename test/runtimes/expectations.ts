import { DESTINATION_ARN, SOURCE_ARN, type Sent } from "./service.js";

/** In what runtimes may differ. */
export interface Traits {
  /** There is an environment, with credentials. */
  readonly environment: boolean;
  /** Sends a request again by itself, where a connection that was used before breaks: a client cannot know. */
  readonly resends?: true;
  /** Shows nothing of a redirect, not even its status (https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect). */
  readonly opaqueRedirects?: true;
}

/** Of what is bundled for Node, or for browsers, and runs there. */
export const traitsOf: Readonly<Record<"node" | "browser", Traits>> = {
  node: { environment: true },
  browser: { environment: false, resends: true, opaqueRedirects: true },
};

const facts = (name: string, attempts: number, statusCode: number) => ({
  attempts,
  statusCode,
  requestId: `${name}-${attempts}`,
});

const success = (name: string, attempts = 1) => ({
  case: name,
  ok: true,
  metadata: facts(name, attempts, 200),
  value: {
    CiphertextBlob: [0, 127, 128, 255],
    SourceKeyId: SOURCE_ARN,
    KeyId: DESTINATION_ARN,
  },
  slow: false,
});

/** A failure; `response` is the status of the last attempt's response, where there was one. */
function failure(
  name: string,
  attempts: number,
  { response, cause, ...error }: { name: string; message: string; [fact: string]: unknown },
) {
  const metadata =
    response === undefined ? { attempts } : facts(name, attempts, response as number);
  return {
    case: name,
    ok: false,
    metadata,
    error: { ...error, ...metadata },
    isError: true,
    ...(cause === undefined ? {} : { cause }),
    slow: false,
  };
}

const serviceError = (code: string, message: string, response: number) => ({
  name: "UnmodeledServiceError",
  code,
  message,
  response,
});
const ranOut = (setting: string) => ({ name: "TimeoutError", message: `${setting} ran out` });

/** What comes of the scenario's calls, in order. */
export function outcomesIn({ environment, resends, opaqueRedirects }: Traits): readonly object[] {
  return [
    success("success"),
    success("customHeader"),
    failure(
      "wrongSecret",
      1,
      serviceError("InvalidSignatureException", "The signature does not match.", 400),
    ),
    environment
      ? success("environment")
      : failure("environment", 0, {
          name: "CredentialsError",
          message:
            "No usable accessKeyId: set credentials, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        }),
    failure("modeledError", 1, {
      name: "IncorrectKeyException",
      code: "IncorrectKeyException",
      message: "Another key’s.",
      response: 400,
    }),
    failure("unmodeledError", 1, serviceError("TeapotException", "Tea", 418)),
    success("throttled", 3),
    success("unavailable", 2),
    failure("unavailableForLong", 3, serviceError("503", '503 null "<html>Try again</html>"', 503)),
    resends
      ? { ...success("reset"), metadata: { ...facts("reset", 1, 200), requestId: "reset-2" } }
      : success("reset", 2),
    success("brokenOff", 2),
    success("clockSkew", 2),
    opaqueRedirects
      ? opaque(failure("redirect", 1, serviceError("0", "0", 0)))
      : failure("redirect", 1, serviceError("307", "307", 307)),
    failure("breaksModel", 1, {
      name: "ResponseError",
      message: "Expected a string",
      path: "SourceKeyId",
      response: 200,
    }),
    failure("notJson", 1, {
      name: "ResponseError",
      message: 'Expected JSON, got 200 null "<html>"',
      response: 200,
    }),
    failure("silent", 2, ranOut("attemptTimeoutMs")),
    failure("silentBody", 2, { ...ranOut("attemptTimeoutMs"), response: 200 }),
    failure("deadline", 1, ranOut("timeoutMs")),
    failure("aborted", 1, { name: "AbortError", message: "Aborted", cause: "TimeoutError" }),
    failure("abortedBefore", 0, { name: "AbortError", message: "Aborted", cause: "Error" }),
    failure("failingProvider", 0, { name: "CredentialsError", message: "no luck", cause: "Error" }),
    failure("noRegion", 0, {
      name: "ConfigError",
      message: 'Set region or AWS_REGION: "" is none',
    }),
    { case: "echo", mixedUp: [] },
  ];
}

function opaque(outcome: ReturnType<typeof failure>): object {
  const { requestId: _, ...metadata } = outcome.metadata as ReturnType<typeof facts>;
  const { requestId: __, ...error } = outcome.error as typeof outcome.error & { requestId: string };
  return { ...outcome, metadata, error };
}

/** What the service saw: how many requests of each case, and how many of them the client gave up. */
export function requestsIn({ environment }: Traits): Readonly<Record<string, string>> {
  const once = "1, 0 given up";
  return {
    success: once,
    customHeader: once,
    wrongSecret: once,
    ...(environment && { environment: once }),
    modeledError: once,
    unmodeledError: once,
    throttled: "3, 0 given up",
    unavailable: "2, 0 given up",
    unavailableForLong: "3, 0 given up",
    // The service gave those up itself.
    reset: "2, 1 given up",
    brokenOff: "2, 1 given up",
    clockSkew: "2, 0 given up",
    redirect: once,
    breaksModel: once,
    notJson: once,
    silent: "2, 2 given up",
    silentBody: "2, 2 given up",
    deadline: "1, 1 given up",
    aborted: "1, 1 given up",
    echo: "100, 0 given up",
  };
}

/** What the service saw, in the words of {@link requestsIn}. */
export function summaryOf(sent: Readonly<Record<string, Sent>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(sent).map(([name, { requests, givenUp }]) => [
      name,
      `${requests}, ${givenUp} given up`,
    ]),
  );
}

/** The body that each call of the scenario sends, but those of `echo`. */
export const BODY = {
  CiphertextBlob: "AH+A/w==",
  DestinationKeyId: "alias/ünï \u{1f511}",
  SourceEncryptionContext: { tenant: "a" },
};
