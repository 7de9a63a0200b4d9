import type { CallOptions } from "../contract/config.js";
import type { Result } from "../contract/result.js";
import type { Client, Operation } from "../contract/service.js";
import type { FollowedEvents } from "../streams/eventReading.js";

/** Calls an operation whose output has a stream of events, which goes on when the call is over. */
export async function callEvents<Input, Output, Failure>(
  client: Client,
  operation: Operation<Input, Output, Failure>,
  input: Input,
  options: CallOptions = {},
): Promise<Result<Output, Failure>> {
  const result = await client.call(operation, input, options);
  if (result.ok) {
    const stream = result.value[operation.streams as keyof Output] as FollowedEvents;
    const { metadata } = result;
    stream.follow(options.signal, {
      service: client.service.id,
      operation: operation.name,
      ...metadata,
      $metadata: { ...metadata, httpStatusCode: metadata.statusCode },
    });
  }
  return result;
}
