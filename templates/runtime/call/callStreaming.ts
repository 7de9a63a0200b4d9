import type { CallOptions } from "../contract/config.js";
import type { Result } from "../contract/result.js";
import type { Client, Operation } from "../contract/service.js";
import { follow } from "../streams/following.js";

/** Calls an operation whose output has a stream, of bytes or of events, which goes on when the call is over. */
export async function callStreaming<Input, Output, Failure>(
  client: Client,
  operation: Operation<Input, Output, Failure>,
  input: Input,
  options: CallOptions = {},
): Promise<Result<Output, Failure>> {
  const result = await client.call(operation, input, options);
  if (result.ok) {
    const { [operation.streams as keyof Output]: stream } = result.value;
    const facts = { service: client.service.id, operation: operation.name, ...result.metadata };
    follow(stream, options.signal, facts);
  }
  return result;
}
