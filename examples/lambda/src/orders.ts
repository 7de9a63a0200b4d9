import { sendMessage, type SQSClient } from "./aws/sqs/index.js";

/** The parts that count here of an event of an HTTP API, payload version 2.0. */
export interface HttpEvent {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The time that Lambda has left of an invocation. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

/** Puts each order into the queue, and says 202. */
export function createOrderHandler(sqs: SQSClient, queueUrl: string) {
  return async (event: HttpEvent, invocation: Invocation): Promise<HttpAnswer> => {
    const order = readOrder(event);
    if (!order) return { statusCode: 400, body: "An order has an article and an amount." };

    const result = await sendMessage(
      sqs,
      { QueueUrl: queueUrl, MessageBody: JSON.stringify(order) },
      // Half a second is left to answer, and to tell why.
      { timeoutMs: Math.max(1, invocation.getRemainingTimeInMillis() - 500) },
    );
    if (result.ok) return { statusCode: 202, body: result.value.MessageId ?? "" };

    const { error } = result;
    // One line of JSON, with the operation, the request ID, the attempts.
    console.error(JSON.stringify(error));
    switch (error.name) {
      case "RequestThrottled":
      case "KmsThrottled":
      case "TransportError":
      case "TimeoutError":
        return { statusCode: 503, headers: { "retry-after": "5" } };
      case "InvalidMessageContents":
        return { statusCode: 400, body: "An order is text." };
      default:
        return { statusCode: 500 };
    }
  };
}

interface Order {
  readonly article: string;
  readonly amount: number;
}

function readOrder({ body = "", isBase64Encoded }: HttpEvent): Order | undefined {
  try {
    const text = isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
    const { article, amount } = JSON.parse(text) as Partial<Record<keyof Order, unknown>>;
    return typeof article === "string" && Number.isInteger(amount) && Number(amount) > 0
      ? { article, amount: Number(amount) }
      : undefined;
  } catch {
    return undefined;
  }
}
