import { at, tokens, type CallOptions, type Client, type Operation, type Result } from "#runtime";
import {
  documented,
  type DocumentResult,
  type MessagePlaces,
  type Translating,
} from "./documents.js";
import type { DocumentItem } from "./values.js";

/** Pages of items, one after the other; a page that failed is the last. */
export interface DocumentPages<Output, Failure, Item = unknown> extends AsyncIterable<
  DocumentResult<Output, Failure, Item>
> {
  /** The items of all pages. Where a page fails, it throws the error of that page. */
  items(): AsyncGenerator<unknown extends Item ? DocumentItem : Item, void, undefined>;
}

interface Keyed {
  readonly LastEvaluatedKey?: object | undefined;
}

/** Where a page begins, as it came, and not by way of what it is read as, which may not be what it was. */
interface Begin {
  readonly ExclusiveStartKey?: unknown;
}

/** What pages have of an output, and no other. */
interface Paged {
  readonly Items?: readonly unknown[] | undefined;
}

/**
 * The pages of a query or a scan, from `ExclusiveStartKey` on. A page without items need not be the
 * last (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html).
 *
 * @param options - of each page's call
 */
export function documentPages<Input, Output extends Keyed, Failure>(
  client: Client & Translating,
  operation: Operation<Input, Output, Failure>,
  places: MessagePlaces,
  input: object,
  options: CallOptions | undefined,
): never {
  async function* pages(): AsyncGenerator<Result<unknown, unknown>, void, undefined> {
    const follow = tokens<Begin, Keyed, never>({
      operation: operation.name,
      inputToken: "ExclusiveStartKey",
      outputToken: ({ LastEvaluatedKey: key }) => key && inOrder(key),
      path: "LastEvaluatedKey",
    });
    let next: Begin | undefined = {};
    while (next) {
      const begin: Begin = next;
      const result: Result<unknown, unknown> = await client.call(
        documented(
          client,
          {
            ...operation,
            write: (input) => operation.write({ ...input, ...begin }),
            read(body) {
              const output = operation.read(body);
              next = at("LastEvaluatedKey", output, (page) => follow(begin, page));
              return output;
            },
          },
          places,
        ),
        input,
        options,
      );
      yield result;
      if (!result.ok) return;
    }
  }
  const items = async function* () {
    for await (const { ok, value, error } of pages()) {
      if (!ok) throw error;
      yield* (value as Paged).Items ?? [];
    }
  };
  return { [Symbol.asyncIterator]: pages, items } as never;
}

/** The same key whatever the order of its attributes, by which it can be told from others. */
const inOrder = (key: object): object =>
  Object.fromEntries(Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1)));
