import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { refusalOf } from "../support/verifySigV4.js";

/**
 * A KMS on loopback for the scenario, which pages of other origins may call, and a source of
 * credentials, `/run/credentials`.
 */
export interface Service {
  /** Where a run of the scenario sends its calls; each has one of its own. */
  urlOf(run: string): string;
  /** What a run sent, by case. */
  sentBy(run: string): Readonly<Record<string, Sent>>;
  close(): Promise<void>;
}

export interface Sent {
  /** How many requests there were. */
  requests: number;
  /** How many of them the client gave up, of those that were not answered. */
  givenUp: number;
  /** The body of the last. */
  body: unknown;
  /** Its headers, in lower case. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

const credentials = {
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "secret",
  sessionToken: "a/session+token=",
};

export const SOURCE_ARN = "arn:aws:kms:eu-west-1:111122223333:key/source";
export const DESTINATION_ARN = "arn:aws:kms:eu-west-1:111122223333:key/destination";
/** How far the service's clock is ahead in `clockSkew`. */
const SKEW = 3_600_000;

type Answer = (response: ServerResponse, body: { readonly DestinationKeyId: string }) => void;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(JSON.stringify(body));

const success = json(200, {
  CiphertextBlob: "AH+A/w==",
  SourceKeyId: SOURCE_ARN,
  KeyId: DESTINATION_ARN,
});
const throttling = json(400, {
  __type: "com.amazonaws.kms#ThrottlingException",
  message: "Rate exceeded",
});
const unavailable: Answer = (response) => response.writeHead(503).end("<html>Try again</html>");
const reset: Answer = (response) => response.socket?.resetAndDestroy();
const halfABody: Answer = (response) => {
  response
    .writeHead(200, { "content-length": "100" })
    .write('{"KeyId":', () => reset(response, { DestinationKeyId: "" }));
};
const nothing: Answer = () => {};

/** What the requests of a case get, in turn; the last again and again. `success` where it is not here. */
const answers: Readonly<Record<string, readonly Answer[]>> = {
  modeledError: [
    json(400, { __type: "com.amazonaws.kms#IncorrectKeyException", message: "Another key’s." }),
  ],
  unmodeledError: [json(418, { __type: "aws.example#TeapotException:http://x/", Message: "Tea" })],
  throttled: [throttling, throttling, success],
  unavailable: [unavailable, success],
  unavailableForLong: [unavailable],
  reset: [reset, success],
  brokenOff: [halfABody, success],
  redirect: [json(307, {}, { location: "/redirected/success" })],
  breaksModel: [json(200, { KeyId: DESTINATION_ARN, SourceKeyId: 5 })],
  notJson: [(response) => response.writeHead(200).end("<html>")],
  silent: [nothing],
  silentBody: [(response) => void response.writeHead(200).write('{"KeyId":')],
  deadline: [nothing],
  aborted: [nothing],
  echo: [(response, body) => json(200, { KeyId: body.DestinationKeyId })(response, body)],
};

/** As AWS answers pages of other origins (https://fetch.spec.whatwg.org/#http-cors-protocol). */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "x-amzn-RequestId,x-amzn-ErrorType,Date",
};
const preflight = {
  "access-control-allow-methods": "POST",
  "access-control-allow-headers":
    "amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-date,x-amz-security-token,x-amz-target,x-custom",
};

/** Starts the service on a free port of the loopback interface. */
export async function startService(): Promise<Service> {
  const runs = new Map<string, Record<string, Sent>>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return void response.writeHead(204, preflight).end();

    const [, run = "", name = ""] = (request.url ?? "").split("/");
    if (name === "credentials") return void response.end(JSON.stringify(credentials));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);

    if (!runs.has(run)) runs.set(run, {});
    const sent = ((runs.get(run) ?? {})[name] ??= {
      requests: 0,
      givenUp: 0,
      body: {},
      headers: {},
    });
    sent.requests++;
    sent.headers = request.headers;
    response.on("close", () => {
      if (!response.writableFinished) sent.givenUp++;
    });
    const { method = "", url = "", headers } = request;
    const now = Date.now() + (name === "clockSkew" ? SKEW : 0);
    const refusal = await refusalOf(
      { method, url, headers, body },
      { credentials, region: "eu-west-1", now: () => now },
    );
    response.setHeader("x-amzn-requestid", `${name}-${sent.requests}`);
    if (refusal) return void response.writeHead(refusal.status, refusal.headers).end(refusal.body);
    sent.body = JSON.parse(body.toString());
    const inTurn = answers[name] ?? [success];
    const answer = inTurn[Math.min(sent.requests, inTurn.length) - 1] ?? success;
    answer(response, sent.body as { DestinationKeyId: string });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      // A fault of the test's; seen there as a status that it does not expect.
      response.writeHead(599).end(String(error));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: (run) => `http://127.0.0.1:${port}/${run}`,
    sentBy: (run) => runs.get(run) ?? {},
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
