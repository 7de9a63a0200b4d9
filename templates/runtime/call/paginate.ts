import type { CallOptions } from "../contract/config.js";
import { callError } from "../contract/errors.js";
import type { Result } from "../contract/result.js";
import type { Client } from "../contract/service.js";

/**
 * What the pages of one operation may be asked for with. Those of calls hold for each page's call by
 * itself, but for `signal`, which ends the iteration.
 */
export interface PageOptions<Token = string, Size = number> extends CallOptions {
  /** The most items of one page, where the input does not say; by default what the service takes. */
  readonly pageSize?: Size | undefined;
  /** Where to start, instead of the first page: the token that a page before had. */
  readonly startingToken?: Token | undefined;
}

/**
 * The pages of an operation, as results of its calls, one after the other: each iteration begins with
 * the first page. A call that fails is the last result.
 */
export interface Pages<Output, Failure> extends AsyncIterable<Result<Output, Failure>> {}

/** Pages of items. */
export interface ItemPages<Output, Failure, Item> extends Pages<Output, Failure> {
  /**
   * The items of all pages. Ends where a call fails.
   *
   * @throws The error of that call, while it is iterated
   */
  items(): AsyncIterable<Item>;
}

/** How the pages of an operation follow each other. */
export interface Pagination<Input, Output, Item = never> {
  /** The operation's name in the model. */
  readonly operation: string;
  /** The members of the input that say which page, and how long it may be. */
  readonly inputToken: keyof Input;
  readonly pageSize?: keyof Input;
  /** What asks for the next page; absent or empty in the last one. */
  readonly outputToken: (page: Output) => unknown;
  /** Where that is in a page. */
  readonly path: string;
  readonly items?: (page: Output) => readonly Item[] | undefined;
  /** A page that has the token which it was asked for with is the last. */
  readonly endsWithSameToken?: true;
}

/**
 * The pages of an operation (https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait).
 *
 * A service whose token comes back would be asked forever: that ends with a `ResponseError`.
 *
 * @param call - the operation
 */
export function paginate<C extends Client, Input, Output, Failure extends Error, Item>(
  call: (client: C, input: Input, options?: CallOptions) => Promise<Result<Output, Failure>>,
  client: C,
  pagination: Pagination<Input, Output, Item>,
  input: Input,
  options?: PageOptions<unknown, unknown>,
): ItemPages<Output, Failure, Item> {
  const { operation, path, items } = pagination;
  // Null, too, is what untyped callers have for none.
  const { pageSize, startingToken, ...ofCalls } = options ?? {};
  const pages: Pages<Output, Failure> = {
    async *[Symbol.asyncIterator]() {
      const follow = tokens(pagination);
      let next: Input | undefined =
        // What is no input is the operation's to refuse.
        Object(input) === input ? firstInput(pagination, input, pageSize, startingToken) : input;
      do {
        const asked: Input = next;
        const result: Result<Output, Failure> = await call(client, asked, ofCalls);
        yield result;
        if (!result.ok) return;
        try {
          next = follow(asked, result.value);
        } catch (thrown) {
          const facts = { service: client.service.id, operation, ...result.metadata, path };
          const error = callError("ResponseError", (thrown as Error).message, facts);
          yield { ok: false, error: error as unknown as Failure, metadata: result.metadata };
          return;
        }
      } while (next);
    },
  };
  return {
    ...pages,
    ...(items && {
      async *items() {
        for await (const page of pages) {
          if (!page.ok) throw page.error;
          yield* items(page.value) ?? [];
        }
      },
    }),
  } as ItemPages<Output, Failure, Item>;
}

/** The input of the first page. */
export function firstInput<Input, Output, Item>(
  pagination: Pagination<Input, Output, Item>,
  input: Input,
  size: unknown,
  token: unknown,
): Input {
  const { inputToken, pageSize } = pagination;
  return {
    ...input,
    ...(token !== undefined && { [inputToken]: token }),
    ...(pageSize && size !== undefined && { [pageSize]: input[pageSize] ?? size }),
  };
}

/**
 * Goes from page to page: gives the input of the next one, or none after the last.
 *
 * @throws Error where a token comes back
 */
export function tokens<Input, Output, Item>({
  inputToken,
  outputToken,
  endsWithSameToken,
}: Pagination<Input, Output, Item>): (input: Input, page: Output) => Input | undefined {
  // Of all tokens just one is kept, of ever later pages: a circle, however long, comes to it again.
  let kept: string | undefined;
  let pages = 0;
  return (input, page) => {
    const token = outputToken(page);
    if (isEmpty(token)) return undefined;
    const text = textOf(token);
    const isSame = text === textOf(input[inputToken]);
    if (isSame && endsWithSameToken) return undefined;
    if (isSame || text === kept) {
      throw Error("The service gives a token of the next page that it gave before");
    }
    // For the first page, and whenever there are twice as many.
    if ((pages & (pages - 1)) === 0) kept = text;
    pages++;
    return { ...input, [inputToken]: token };
  };
}

/** Whether a token asks for nothing. */
const isEmpty = (token: unknown): boolean =>
  token == null || (typeof token === "object" ? !Object.keys(token).length : token === "");

/** Tells tokens apart, which may be values of any kind: bytes are listed, and numbers of any size. */
const textOf = (token: unknown): string =>
  typeof token === "string"
    ? token
    : (JSON.stringify(token, (_, value: unknown) =>
        typeof value === "bigint" ? `${value}n` : value,
      ) ?? "");
