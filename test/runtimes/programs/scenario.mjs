// The calls that are made in every runtime. Each has a path of the server to itself, where
// `service.ts` answers as its name asks; `expectations.ts` says what has to come of them.

import { createKMSClient, reEncrypt, unwrap } from "@tinsmith/kms";

const credentials = {
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "secret",
  sessionToken: "a/session+token=",
};
const input = {
  CiphertextBlob: Uint8Array.of(0, 127, 128, 255),
  DestinationKeyId: "alias/ünï \u{1f511}",
  SourceEncryptionContext: { tenant: "a" },
};

/** The cases by name: settings of the client, options of the call. */
const cases = {
  success: {},
  customHeader: { options: { headers: { "X-Custom": "  of   a  caller " } } },
  wrongSecret: { credentials: { ...credentials, secretAccessKey: "other" } },
  environment: { credentials: undefined },
  modeledError: {},
  unmodeledError: {},
  throttled: {},
  unavailable: {},
  unavailableForLong: {},
  reset: {},
  brokenOff: {},
  clockSkew: {},
  redirect: {},
  breaksModel: {},
  notJson: {},
  silent: { attemptTimeoutMs: 200, maxAttempts: 2 },
  silentBody: { attemptTimeoutMs: 200, maxAttempts: 2 },
  deadline: { options: { timeoutMs: 200 } },
  aborted: () => ({ options: { signal: AbortSignal.timeout(200) } }),
  abortedBefore: () => ({ options: { signal: AbortSignal.abort(new Error("enough")) } }),
  failingProvider: { credentials: () => Promise.reject(new Error("no luck")) },
  noRegion: { region: undefined },
};

/**
 * Makes the calls, one after the other, and then many at once.
 *
 * @param server - the URL to call; each case appends its name
 * @param settings - of all clients
 * @returns an outcome a case, as data that JSON can hold
 */
export async function* scenario(server, settings = {}) {
  const clientOf = (name, config) =>
    createKMSClient({
      region: "eu-west-1",
      endpoint: `${server}/${name}`,
      credentials,
      // Waits between attempts are random, from 0.
      random: () => 0,
      ...settings,
      ...config,
    });

  for (const [name, given] of Object.entries(cases)) {
    const { options, ...config } = typeof given === "function" ? given() : given;
    const started = Date.now();
    const result = await reEncrypt(clientOf(name, config), input, options);
    yield { case: name, ...outcomeOf(result), slow: Date.now() - started > 10_000 };
  }

  const client = clientOf("echo", {});
  const ids = Array.from({ length: 100 }, (_, id) => `alias/${id}`);
  const calls = ids.map((id) => unwrap(reEncrypt(client, { DestinationKeyId: id })));
  const answers = (await Promise.all(calls)).map(({ KeyId }) => KeyId);
  yield { case: "echo", mixedUp: answers.filter((answer, i) => answer !== ids[i]) };
}

function outcomeOf({ ok, value, error, metadata }) {
  if (ok) return { ok, metadata, value: { ...value, CiphertextBlob: [...value.CiphertextBlob] } };
  const { name, message, code, path, attempts, requestId, statusCode, cause } = error;
  return {
    ok,
    metadata,
    error: { name, message, code, path, attempts, requestId, statusCode },
    isError: error instanceof Error,
    cause: cause instanceof Error ? cause.name : undefined,
  };
}
