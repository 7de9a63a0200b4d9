import {
  at,
  batchesOf,
  callError,
  failure,
  forEach,
  mismatch,
  pause,
  type CallError,
  type Client,
  type Metadata,
  type Operation,
  type Result,
  type BatchOptions,
} from "#runtime";
import {
  reading,
  writing,
  type DocumentError,
  type DocumentInput,
  type MessagePlaces,
  type Translating,
} from "./documents.js";
import { exactNumber, NumberValue } from "./numbers.js";
import { convert, type Places } from "./places.js";
import type { DocumentItem } from "./values.js";

// Writes and reads of any number of items. DynamoDB takes so many at a time, and does not always do
// all that it takes
// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html,
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html).

/** Something was not done in as many attempts as there may be. */
export type UnprocessedError = CallError<"UnprocessedError">;

type Requests<Input, Item> = DocumentInput<
  Input extends { readonly RequestItems: infer Items } ? NonNullable<Items> : never,
  Item
>;

/**
 * Why not all was written: the first call that failed, or else that something was not done. What is
 * `unprocessed` is not known to be written, and shows in no log; numbers that a `number` cannot hold
 * are `NumberValue`s. Where it came back as what this client cannot read, that is a `ResponseError`,
 * and all of it is there as DynamoDB's API has it.
 */
export type WriteAllError<Input, Failure, Item = unknown> = (
  DocumentError<Failure, Item> | UnprocessedError
) & { readonly unprocessed: Requests<Input, Item> };

/** How writes ended: with how many were written, where all were. */
export type WriteAllResult<Input, Failure, Item = unknown> = Result<
  { readonly processed: number },
  WriteAllError<Input, Failure, Item>
>;

/** What was read, by table, in no order. */
export type ItemsByTable<Item = unknown> = Record<
  string,
  (unknown extends Item ? DocumentItem : Item)[]
>;

/** Why not all was read, likewise, and what was read. */
export type GetAllError<Input, Failure, Item = unknown> = (
  DocumentError<Failure, Item> | UnprocessedError
) & {
  readonly unprocessed: Requests<Input, Item>;
  readonly items: ItemsByTable<Item>;
};

/** How reads ended. */
export type GetAllResult<Input, Failure, Item = unknown> = Result<
  ItemsByTable<Item>,
  GetAllError<Input, Failure, Item>
>;

/** What is asked of tables, as DynamoDB's API has it. */
type Tables = Readonly<Record<string, unknown>>;
/** One write or one key of it. */
type Part = readonly [table: string, request: unknown];

interface Kind {
  /** How many parts there may be at a time. */
  readonly most: number;
  /** The member of an output that has what was not done. */
  readonly left: string;
  /** What is asked of a table, one by one, and together again. */
  readonly apart: (request: never) => readonly unknown[];
  readonly together: (requests: never) => unknown;
}

const writes: Kind = {
  most: 25,
  left: "UnprocessedItems",
  apart: (request: readonly unknown[]) => request,
  together: (requests: readonly unknown[]) => requests,
};

interface Keys {
  readonly Keys: readonly unknown[];
}

const reads: Kind = {
  most: 100,
  left: "UnprocessedKeys",
  apart: (request: Keys) => request.Keys.map((key) => ({ ...request, Keys: [key] })),
  together: (all: readonly Keys[]) => ({ ...all[0], Keys: all.flatMap(({ Keys }) => Keys) }),
};

const partsOf = (tables: Tables | undefined, { apart }: Kind): readonly Part[] =>
  Object.entries(tables ?? {}).flatMap(([table, request]) =>
    apart(request as never).map((part): Part => [table, part]),
  );

function tablesOf(parts: readonly Part[], { together }: Kind): Tables {
  const tables = new Map<string, unknown[]>();
  for (const [table, part] of parts) {
    const known = tables.get(table) ?? [];
    tables.set(table, known);
    known.push(part);
  }
  return Object.fromEntries([...tables].map(([name, all]) => [name, together(all as never)]));
}

type Members = Readonly<Record<string, unknown>>;
type Failed = Result<never, object> & { readonly ok: false };

/** What is asked for, and by whom. */
interface Asking {
  readonly client: Client & Translating;
  readonly operation: Operation<never, unknown, unknown>;
  readonly places: MessagePlaces;
  readonly input: object;
  readonly options: BatchOptions;
}

/**
 * Asks for all parts of an input, and again for what comes back as not done. Once a call has failed,
 * no other begins.
 *
 * @param done - is given each output, its values read
 * @returns how many parts were done, unless something was not
 */
async function askForAll(
  { client, operation, places, input, options }: Asking,
  kind: Kind,
  done: (output: Members) => void,
): Promise<Result<{ readonly processed: number }, object>> {
  const facts = { service: client.service.id, operation: operation.name };
  if (Object(options) !== options) {
    const metadata: Metadata = { attempts: 0 };
    const error = callError("ConfigError", "The options are no object", { ...facts, ...metadata });
    return { ok: false, error: hidden(error, { unprocessed: asked() }), metadata };
  }
  const { concurrency = 4, maxAttempts = 8, signal } = options;
  const call = (changed: object, given: object) =>
    client.call({ ...operation, ...changed }, given as never, { signal }) as Promise<
      Result<Members, object>
    >;
  const by = reading(client);
  const { [kind.left]: _, ...read } = places.output as Readonly<Record<string, Places>>;
  let others: Members;
  let parts: readonly Part[];
  try {
    if (Object(input) !== input) mismatch("an object");
    const { RequestItems, ...rest } = convert(input, places.input, writing(client)) as Members;
    parts = partsOf(RequestItems as Tables, kind);
    others = rest;
  } catch (thrown) {
    const write = () => {
      throw thrown;
    };
    const { error, metadata } = (await call({ write }, input)) as Failed;
    return { ok: false, error: hidden(error, { unprocessed: asked() }), metadata };
  }
  const unprocessed: Part[] = [];
  let metadata: Metadata = { attempts: 0 };
  let failed: object | undefined;

  await forEach(batchesOf(parts, kind.most), concurrency, async (batch) => {
    let pending = batch;
    for (let attempt = 1; pending.length > 0 && !failed; attempt++) {
      const asked = pending.length;
      const result = await call(
        {
          read(body: unknown) {
            const output = operation.read(body) as Members;
            if (partsOf(output[kind.left] as Tables, kind).length > asked) {
              throw callError("ResponseError", "More was not done than was asked for");
            }
            // What was not done is asked for as it came.
            return convert(output, read, by);
          },
        },
        { ...others, RequestItems: tablesOf(pending, kind) },
      );
      if (!failed) ({ error: failed, metadata } = result);
      if (!result.ok) break;
      done(result.value);
      pending = partsOf(result.value[kind.left] as Tables, kind);
      if (!(attempt < maxAttempts)) break;
      if (pending.length > 0) await pause(attempt, options);
    }
    for (const part of pending) unprocessed.push(part);
  });

  if (unprocessed.length === 0) return { ok: true, value: { processed: parts.length }, metadata };
  const error =
    failed ??
    Object.assign(
      callError("UnprocessedError", `${unprocessed.length} of ${parts.length} were not processed`),
      { ...facts, ...metadata },
    );
  try {
    return { ok: false, error: hidden(error, { unprocessed: plain() }), metadata };
  } catch (thrown) {
    const unread = Object.assign(failure("ResponseError", thrown), facts, metadata);
    if (failed) Object.defineProperty(unread, "cause", { value: failed });
    return {
      ok: false,
      error: hidden(unread, { unprocessed: tablesOf(unprocessed, kind) }),
      metadata,
    };
  }

  /** What was asked for, as the caller has it; they may have given anything. */
  function asked(): unknown {
    return (Object(input) as Members)["RequestItems"];
  }

  /**
   * What was not done, for a later call: with numbers that are exact, whatever the client reads.
   *
   * @throws ResponseError
   */
  function plain(): unknown {
    const exactly = (text: string) => exactNumber(text) ?? new NumberValue(text);
    const by = reading({ translateConfig: { unmarshallOptions: { wrapNumbers: exactly } } });
    const { RequestItems } = places.input as Readonly<Record<string, Places>>;
    return at(kind.left, tablesOf(unprocessed, kind), (left) => convert(left, RequestItems, by));
  }
}

/** An error that has whole items, hidden, as there may be something sensitive in them. */
function hidden(error: object, items: Readonly<Record<string, unknown>>): object {
  for (const name in items) Object.defineProperty(error, name, { value: items[name] });
  return error;
}

/** Writes all items. */
export const writeEach = (
  client: Client & Translating,
  operation: Operation<never, unknown, unknown>,
  places: MessagePlaces,
  input: object,
  options: BatchOptions,
): Promise<never> =>
  askForAll({ client, operation, places, input, options }, writes, () => {}) as Promise<never>;

/** Reads all items. */
export async function getEach(
  client: Client & Translating,
  operation: Operation<never, unknown, unknown>,
  places: MessagePlaces,
  input: object,
  options: BatchOptions,
): Promise<never> {
  const tables = new Map<string, unknown[]>();
  const { ok, error, metadata } = await askForAll(
    { client, operation, places, input, options },
    reads,
    ({ Responses }) => {
      for (const [table, items] of Object.entries((Responses ?? {}) as Record<string, unknown[]>)) {
        const known = tables.get(table) ?? [];
        tables.set(table, known);
        for (const item of items) known.push(item);
      }
    },
  );
  const items = Object.fromEntries(tables);
  return (
    ok ? { ok, value: items, metadata } : { ok, error: hidden(error, { items }), metadata }
  ) as never;
}
