import type { CallOptions, Client, ErrorShape, Operation, Result, ServiceError } from "#runtime";
import { convert, type Conversion, type Places } from "./places.js";
import {
  read,
  readMap,
  write,
  writeMap,
  type DocumentItem,
  type DocumentValue,
  type MarshallOptions,
  type StorableItem,
  type StorableValue,
  type UnmarshallOptions,
} from "./values.js";

// Operations whose attributes are plain values.

/** How a client's attributes are written and read; as `@aws-sdk/lib-dynamodb` has it. */
export interface TranslateConfig {
  readonly marshallOptions?: MarshallOptions | undefined;
  readonly unmarshallOptions?: UnmarshallOptions | undefined;
}

/** What a client that says how attributes are written and read has beside the others. */
export interface Translating {
  readonly translateConfig?: TranslateConfig | undefined;
}

/** The same client, with another way to write and read attributes. */
export function createDocumentClient<Client extends object>(
  client: Client,
  translateConfig: TranslateConfig,
): Client & Translating {
  return { ...client, translateConfig };
}

/** Members that have whole items, each in a map of its attributes; other maps are keys and the like. */
type ItemMember = "Attributes" | "Item" | "Items" | "Responses";

type Simple = string | number | bigint | boolean | Date | ArrayBufferView | null | undefined;

/** Whether something is DynamoDB's union of attributes; each of its types names all the others. */
type IsAttribute<Message> = "NULL" | "$unknown" extends keyof Message ? true : false;

/**
 * A message with plain values: `Value`s for attributes, `Whole` for items, and `Part` for other maps
 * of them. `Map` is which of the two maps are here.
 */
type Plain<Message, Value, Whole, Part, Map = Part> = Message extends Simple
  ? Message
  : string extends keyof Message
    ? true extends IsAttribute<Message[string & keyof Message]>
      ? Map
      : { [Name in keyof Message]: Plain<Message[Name], Value, Whole, Part, Map> }
    : true extends IsAttribute<Message>
      ? Value
      : {
          [Name in keyof Message]: Plain<
            Message[Name],
            Value,
            Whole,
            Part,
            Name extends ItemMember ? Whole : Map
          >;
        };

/** Where the caller does not say what items are. */
type Or<Item, Default> = unknown extends Item ? Default : Item;

/**
 * An input whose attributes are plain values. What is written says nothing of what is read: that is
 * for the caller to claim, and not inferred.
 */
export type DocumentInput<Input, Item = unknown> = Plain<
  Input,
  StorableValue,
  Or<NoInfer<Item>, StorableItem>,
  Readonly<Record<string, StorableValue>>
>;

/** An output whose attributes are plain values. What items are is the caller's claim. */
export type DocumentOutput<Output, Item = unknown> = Plain<
  Output,
  DocumentValue,
  Or<Item, DocumentItem>,
  DocumentItem
>;

/** An error whose attributes are plain values. */
export type DocumentError<Failure, Item = unknown> =
  Failure extends ServiceError<infer Name, infer Data>
    ? [Data] extends [undefined]
      ? Failure
      : Omit<Failure, "data"> & ServiceError<Name, DocumentOutput<Data, Item>>
    : Failure;

/** How an operation on plain values ended. */
export type DocumentResult<Output, Failure, Item = unknown> = Result<
  DocumentOutput<Output, Item>,
  DocumentError<Failure, Item>
>;

/** Where an operation's messages have attributes. */
export interface MessagePlaces {
  readonly input?: Places | undefined;
  readonly output?: Places | undefined;
  /** By the errors' names, in their data. */
  readonly errors?: Readonly<Record<string, Places>> | undefined;
}

/** What writes attributes for a client. */
export function writing({ translateConfig }: Translating): Conversion {
  const options = translateConfig?.marshallOptions ?? {};
  return { value: (value) => write(value, options), map: (value) => writeMap(value, options) };
}

/** What reads them. */
export function reading({ translateConfig }: Translating): Conversion {
  const options = translateConfig?.unmarshallOptions ?? {};
  return { value: (value) => read(value, options), map: (value) => readMap(value, options) };
}

/**
 * An operation that takes and gives plain values. They are converted within the call, whose errors
 * tell what could not be: `InputError` and `ResponseError`, with the path to it.
 */
export function documented<Input, Output, Failure>(
  client: Translating,
  operation: Operation<Input, Output, Failure>,
  { input: inputs, output: outputs, errors = {} }: MessagePlaces,
): Operation<unknown, unknown, Failure> {
  const by = reading(client);
  const shapes: Readonly<Record<string, ErrorShape>> = operation.errors;
  const table = { ...shapes };
  for (const name in errors) {
    const shape = shapes[name]!;
    table[name] = { ...shape, read: (body) => convert(shape.read!(body), errors[name], by) };
  }
  return {
    ...(operation as Operation<unknown, unknown, Failure>),
    write: (input) => operation.write(convert(input, inputs, writing(client)) as Input),
    read: (body) => convert(operation.read(body), outputs, by),
    errors: table as never,
  };
}

/** Calls an operation with plain values. */
export const callDocuments = <Input, Output, Failure>(
  client: Client & Translating,
  operation: Operation<Input, Output, Failure>,
  places: MessagePlaces,
  input: unknown,
  options: CallOptions | undefined,
): Promise<never> =>
  client.call(documented(client, operation, places), input, options) as Promise<never>;
