import {
  batchesOf,
  callError,
  forEach,
  pause,
  type BatchOptions,
  type CallError,
  type Result,
} from "#runtime";

// Any number of messages, in the batches that Amazon SQS takes: of 10 and, sent, of 1 MiB
// (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html).

const mostEntries = 10;
const mostBytes = 1_048_576;

type EntryOf<Input> = Input extends { readonly Entries?: readonly (infer Entry)[] | undefined }
  ? Entry
  : never;

/** What a batch takes, of any number of entries, whose IDs are given here. */
export type BatchInput<Input> = Omit<Input, "Entries"> & {
  readonly Entries: readonly Omit<EntryOf<Input>, "Id">[];
};

/** Why an entry failed of a batch that did not. */
export interface BatchEntryError extends CallError<"BatchEntryError"> {
  /** As the service has it; `NotSent` where an earlier message of its group failed. */
  readonly code: string;
  /** It is no use to send it again as it is. */
  readonly senderFault: boolean;
}

type SuccessOf<Output> = Output extends {
  readonly Successful?: readonly (infer Entry)[] | undefined;
}
  ? Omit<Entry, "Id">
  : never;

/** How one entry ended: it failed by itself, or the call that it was part of. */
export type BatchEntryResult<Output, Failure> = Result<
  SuccessOf<Output>,
  Failure | BatchEntryError
>;

/** Entries failed; `cause` is the first one's error. */
export interface BatchError<Output, Failure> extends CallError<"BatchError"> {
  /** How each entry ended, in their order. */
  readonly results: readonly BatchEntryResult<Output, Failure>[];
}

/** How all entries ended: with what the service tells of each, in their order, or with an error. */
export type BatchResult<Output, Failure> = Result<
  readonly SuccessOf<Output>[],
  BatchError<Output, Failure>
>;

type Members = Readonly<Record<string, unknown>>;
type AnyResult = Result<Members, Error>;

/** A generated operation. */
type BatchCall = (
  client: never,
  input: never,
  options?: { readonly signal?: AbortSignal | undefined },
) => Promise<Result<object, unknown>>;

interface Client {
  readonly service: { readonly id: string };
}

/** Sends messages. Those of a FIFO queue are sent in their order. */
export const sendEntries = <Output, Failure>(
  { sendMessageBatch }: { readonly sendMessageBatch: BatchCall },
  client: Client,
  input: object,
  options: BatchOptions,
): Promise<BatchResult<Output, Failure>> =>
  inBatches("SendMessageBatch", sendMessageBatch, client, input, options, true);

/** Deletes messages. */
export const deleteEntries = <Output, Failure>(
  { deleteMessageBatch }: { readonly deleteMessageBatch: BatchCall },
  client: Client,
  input: object,
  options: BatchOptions,
): Promise<BatchResult<Output, Failure>> =>
  inBatches("DeleteMessageBatch", deleteMessageBatch, client, input, options, false);

async function inBatches(
  operation: string,
  call: BatchCall,
  client: Client,
  input: object,
  options: BatchOptions,
  isSent: boolean,
): Promise<never> {
  // Callers without types may give anything.
  const { Entries: given, ...others } = Object(input) as { readonly Entries: unknown };
  const { concurrency = 4, maxAttempts = 8, signal } = Object(options) as BatchOptions;
  const isOrdered = isSent && String((others as Members)["QueueUrl"]).endsWith(".fifo");
  const about = { service: client.service.id, operation };
  const refused = (name: string, message: string) => {
    const cause = callError(name, message, { ...about, attempts: 0 });
    const facts = { cause, results: [], ...about, attempts: 0 };
    const error = callError("BatchError", cause.message, facts);
    return { ok: false, error, metadata: { attempts: 0 } } as never;
  };
  if (Object(options) !== options) return refused("ConfigError", "The options are no object");
  if (!isEntries(given)) return refused("InputError", "Entries is no list of objects");
  const Entries = given;
  const results: AnyResult[] = [];
  /** The groups of which a message failed for good: those after it would take its place. */
  const ended = new Set<unknown>();
  const groupOf = (index: number) => Entries[index]!["MessageGroupId"];
  const failed = (index: number, code: string, message: string, senderFault: boolean) => {
    const { metadata = { attempts: 0 } } = results[index] ?? {};
    const error = callError("BatchEntryError", message, {
      code,
      senderFault,
      ...about,
      ...metadata,
    });
    results[index] = { ok: false, error, metadata };
  };

  async function sendBatch(batch: readonly number[]): Promise<void> {
    let pending = batch.filter((index) => {
      const isLate = isOrdered && ended.has(groupOf(index));
      if (isLate) failed(index, "NotSent", "An earlier message of its group failed", false);
      return !isLate;
    });
    for (let attempt = 1; pending.length > 0; attempt++) {
      const sent = pending.map((index, id) => ({ ...Entries[index], Id: String(id) }));
      const result = (await call(client as never, { ...others, Entries: sent } as never, {
        signal,
      })) as AnyResult;
      for (const index of pending) results[index] = result;
      if (!result.ok) break;
      const again = take(pending, result);
      if (again.length === 0 || !(attempt < maxAttempts)) break;
      pending = again;
      await pause(attempt, options);
    }
    for (const index of pending) if (!results[index]!.ok) ended.add(groupOf(index));
  }

  /** Takes what a batch's output says of its entries. Returns those that are worth another attempt. */
  function take(
    pending: readonly number[],
    { value, metadata }: AnyResult & { readonly ok: true },
  ): number[] {
    const successes = byId(value["Successful"]);
    const failures = byId(value["Failed"]);
    const again: number[] = [];
    // From the last on: in order, none is sent again of which a later one of its group was taken.
    const taken = new Set<unknown>();
    [...pending.entries()].reverse().forEach(([id, index]) => {
      const success = successes.get(String(id));
      const failure = failures.get(String(id));
      if (success) {
        const { Id: _, ...told } = success;
        results[index] = { ok: true, value: told, metadata };
        taken.add(groupOf(index));
      } else if (failure) {
        const { Code, Message, SenderFault } = failure;
        failed(index, Code as string, (Message ?? "") as string, SenderFault as boolean);
        if (!SenderFault && !(isOrdered && taken.has(groupOf(index)))) again.unshift(index);
      } else {
        const error = callError("ResponseError", "Nothing is said of the entry", {
          ...about,
          ...metadata,
        });
        results[index] = { ok: false, error, metadata };
      }
    });
    if (!isOrdered) return again;
    const isLost = (index: number) => !results[index]!.ok && !again.includes(index);
    for (const index of pending) if (isLost(index)) ended.add(groupOf(index));
    return again.filter((index) => !ended.has(groupOf(index)));
  }

  const indexes = [...Entries.keys()];
  const sizeOf = isSent ? (index: number) => bytesOf(Entries[index]!) : undefined;
  const batches = batchesOf(indexes, mostEntries, sizeOf, mostBytes);
  await forEach(batches, isOrdered ? 1 : concurrency, sendBatch);

  const { metadata = { attempts: 0 } } = results.at(-1) ?? {};
  const [first, ...more] = results.flatMap((result) => (result.ok ? [] : [result.error]));
  if (!first) return { ok: true, value: results.map(({ value }) => value), metadata } as never;
  const message = `${more.length + 1} of ${results.length} failed, the first with ${first.name}: ${first.message}`;
  const error = callError("BatchError", message, { cause: first, results, ...about, ...metadata });
  return { ok: false, error, metadata } as never;
}

const isEntries = (value: unknown): value is readonly Members[] =>
  // A copy, since `every` skips what is missing in a list.
  Array.isArray(value) && Array.from(value).every((entry) => Object(entry) === entry);

const byId = (entries: unknown): ReadonlyMap<unknown, Members> =>
  new Map(((entries ?? []) as readonly Members[]).map((entry) => [entry["Id"], entry]));

const encoder = new TextEncoder();
const lengthOf = (text: unknown): number =>
  typeof text === "string" ? encoder.encode(text).length : 0;

/**
 * What a message counts: its body, and the names, types and values of its attributes
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html).
 */
function bytesOf({ MessageBody, MessageAttributes }: Members): number {
  type Attributes = Readonly<Record<string, Members | undefined>> | undefined;
  const attributes = Object.entries((MessageAttributes as Attributes) ?? {});
  return attributes.reduce((sum, [name, attribute]) => {
    const { DataType, StringValue, BinaryValue } = attribute ?? {};
    const bytes = (BinaryValue as Uint8Array | undefined)?.byteLength ?? 0;
    return sum + lengthOf(name) + lengthOf(DataType) + lengthOf(StringValue) + bytes;
  }, lengthOf(MessageBody));
}
