import { callError, firstInput, tokens, type Pagination } from "#runtime";
import type { SendOptions } from "./http.js";

/** Pages, as AWS SDK v3 has them. */
export type Paginator<Output> = AsyncGenerator<Output, undefined, unknown>;

/** How pages are asked for, but for the client. */
export interface PaginationSettings {
  /** The most items of a page, where the input does not say. */
  readonly pageSize?: number | undefined;
  /** The token to start with, instead of the input's. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as AWS SDK v3 has it
  readonly startingToken?: any;
  /** A page that has the token which it was asked for with is the last, and no error. */
  readonly stopOnSameToken?: boolean | undefined;
  /** Sees each command before it is sent, and may give another. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as AWS SDK v3 has it
  readonly withCommand?: ((command: any) => any) | undefined;
}

/** What sends the commands of pages and waiters. */
export interface Sender<Command, Output> {
  send(command: Command, options?: SendOptions): Promise<Output>;
}

/** Sends a command for each page. @throws what `send` throws; ResponseError where a token comes back */
export async function* paginated<Input, Output, Command>(
  Command: new (input: Input) => Command,
  pagination: Pagination<Input, Output, unknown>,
  config: PaginationSettings & { readonly client: Sender<Command, Output> },
  input: Input,
  options: SendOptions | undefined,
): Paginator<Output> {
  const { client, pageSize, stopOnSameToken, withCommand } = config;
  const startingToken: unknown = config.startingToken;
  const follow = tokens(stopOnSameToken ? { ...pagination, endsWithSameToken: true } : pagination);
  let next: Input | undefined = firstInput(pagination, input, pageSize, startingToken);
  while (next) {
    const command = new Command(next);
    const page = await client.send((withCommand?.(command) ?? command) as Command, options);
    yield page;
    try {
      next = follow(next, page);
    } catch (thrown) {
      throw callError("ResponseError", (thrown as Error).message, { path: pagination.path });
    }
  }
  return undefined;
}
