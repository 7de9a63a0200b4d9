import { transport } from "#platform";
import type { ClientConfig } from "../contract/config.js";
import { callError } from "../contract/errors.js";
import type { HttpResponse, RequestBody, Transport } from "../contract/http.js";
import type { AnyOperation, Protocol, ResolveEndpoint } from "../contract/service.js";
import { md5 } from "../http/md5.js";

/** The settings of a client whose queues say where they are. */
export interface QueueConfig extends ClientConfig {
  readonly useQueueUrlAsEndpoint?: boolean | undefined;
}

/**
 * Finds endpoints as `resolve` does, but for a queue whose URL has another host: that is its endpoint,
 * unless the caller asks for one.
 */
export function atQueue<Config extends QueueConfig>(
  resolve: ResolveEndpoint<Config>,
): ResolveEndpoint<Config> {
  return async (...call) => {
    const [, config, , input] = call;
    const found = await resolve(...call);
    const { endpoint, useFips, useDualStack, useQueueUrlAsEndpoint } = config;
    const isAsked = endpoint || useFips || useDualStack || useQueueUrlAsEndpoint === false;
    const { QueueUrl } = input as { readonly QueueUrl?: unknown };
    // Some are not URLs: names of queues, where a proxy takes them.
    const [origin] = /^https?:\/\/[a-z\d.-]+(:\d+)?(?=\/|$)/i.exec(String(QueueUrl)) ?? [];
    return isAsked || !origin || !URL.canParse(origin) ? found : { ...found, url: origin };
  };
}

/** A response that tells what it is of. */
interface Answer extends HttpResponse {
  readonly sent?: RequestBody;
}

/** Sends as the platform's transport does; responses tell the body that they answer. */
export const tellingTransport: Transport = async (request, ...rest): Promise<Answer> => ({
  ...(await transport(request, ...rest)),
  sent: request.body,
});

/** An operation of whose messages the service tells the MD5. */
export interface CheckedOperation {
  /** @throws ResponseError */
  readonly check?: (output: never, sent: never) => void;
}

/** Reads responses as `read` does, and checks what they tell of messages. @throws ResponseError */
export function checked(read: Protocol["read"]): Protocol["read"] {
  return async (operation: AnyOperation & CheckedOperation, response: Answer, ...rest) => {
    const output = await read(operation, response, ...rest);
    const { sent } = response;
    // What an interceptor answers tells of nothing that was sent.
    const body: unknown = typeof sent === "string" ? JSON.parse(sent) : {};
    operation.check?.(output as never, body as never);
    return output;
  };
}

/** What was sent of a message, and what the service tells of it. */
interface SentMessage {
  readonly Id?: string;
  readonly MessageBody?: string;
}
interface ToldMessage {
  readonly Id?: string;
  readonly MD5OfMessageBody?: string | undefined;
}

/** Checks what is told of a message that was sent. @throws ResponseError */
export const checkSent = (told: ToldMessage, { MessageBody }: SentMessage): void =>
  check(MessageBody, told.MD5OfMessageBody, "MD5OfMessageBody");

/** Checks what is told of messages that were sent together. @throws ResponseError */
export function checkSentBatch(
  { Successful = [] }: { readonly Successful?: readonly ToldMessage[] },
  { Entries = [] }: { readonly Entries?: readonly SentMessage[] },
): void {
  const bodies = new Map(Entries.map(({ Id, MessageBody }) => [Id, MessageBody]));
  Successful.forEach(({ Id, MD5OfMessageBody }, index) =>
    check(bodies.get(Id), MD5OfMessageBody, `Successful[${index}].MD5OfMessageBody`),
  );
}

/** Checks what is told of messages that came. @throws ResponseError */
export function checkReceived({
  Messages = [],
}: {
  readonly Messages?:
    | readonly { readonly Body?: string | undefined; readonly MD5OfBody?: string | undefined }[]
    | undefined;
}): void {
  Messages.forEach(({ Body, MD5OfBody }, index) =>
    check(Body, MD5OfBody, `Messages[${index}].MD5OfBody`),
  );
}

function check(body: string | undefined, told: string | undefined, path: string): void {
  if (body === undefined || !told) return;
  const bytes = md5(new TextEncoder().encode(body));
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (digits !== told)
    throw callError("ResponseError", "Expected the MD5 of the message", { path });
}
