import type { SendOptions } from "./http.js";
import type { PaginationSettings, Paginator } from "./pages.js";
import type { WaiterResult, WaiterSettings } from "./waiting.js";

/** Is told of an error, or of an output. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- as AWS SDK v3 has it
export type Callback<Output> = (error: any, output?: Output) => void;

/** Sends a command: gives a promise, or tells a callback. */
export interface CommandMethod<Input, Output> {
  (input: Input, options?: SendOptions): Promise<Output>;
  (input: Input, callback: Callback<Output>): void;
  (input: Input, options: SendOptions, callback: Callback<Output>): void;
}

/** The same where all of the input may be left out. */
export interface PlainCommandMethod<Input, Output> extends CommandMethod<Input, Output> {
  (): Promise<Output>;
}

/** The pages of an operation. */
export type PagesMethod<Input, Output> = (
  input?: Input,
  settings?: PaginationSettings,
) => Paginator<Output>;

/** Waits; by a number for so many seconds. */
export type WaiterMethod<Input, Output> = (
  input: Input,
  settings: number | WaiterSettings,
) => Promise<WaiterResult<Output | Error>>;

/* eslint-disable @typescript-eslint/no-explicit-any -- commands and functions of any types */
/** What becomes a client's methods, each under the method's name. */
export interface MethodSources {
  readonly commands: Readonly<Record<string, new (input: any) => object>>;
  readonly paginators?: Readonly<Record<string, (config: any, input: any) => unknown>>;
  readonly waiters?: Readonly<Record<string, (config: any, input: any) => unknown>>;
}

/** A client, as far as its methods know it. */
interface Sending {
  send(command: object, ...rest: readonly unknown[]): unknown;
}

/** A client's class with a method for each command, paginator and waiter. */
export function aggregated<Client>(
  Base: new (...given: any[]) => object,
  name: string,
  { commands, paginators = {}, waiters = {} }: MethodSources,
): Client {
  const Class = class extends Base {};
  const add = (method: string, value: (this: Sending, ...given: any[]) => unknown) =>
    Object.defineProperty(Class.prototype, method, { value, writable: true, configurable: true });
  for (const [method, Command] of Object.entries(commands)) {
    add(method, function (input: object = {}, ...rest: unknown[]) {
      return this.send(new Command(input), ...rest);
    });
  }
  for (const [method, paginate] of Object.entries(paginators)) {
    add(method, function (input: object = {}, settings: object = {}) {
      return paginate({ ...settings, client: this }, input);
    });
  }
  for (const [method, waitUntil] of Object.entries(waiters)) {
    add(method, function (input: object, settings: number | object) {
      const given = typeof settings === "number" ? { maxWaitTime: settings } : settings;
      return waitUntil({ ...given, client: this }, input);
    });
  }
  return Object.defineProperty(Class, "name", { value: name }) as Client;
}
/* eslint-enable @typescript-eslint/no-explicit-any */
