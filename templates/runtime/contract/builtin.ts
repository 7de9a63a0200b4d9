/**
 * What the runtime takes of Node's modules where a platform may have them. Typed here: who compiles for
 * browsers has no types of Node.
 */
interface Builtins {
  "node:crypto": {
    createHash(name: string): { update(data: Uint8Array): unknown; digest(): Uint8Array };
  };
  "node:fs": { statSync(path: string): { readonly size: number; isFile(): boolean } };
  "node:fs/promises": {
    open(path: string, flags: "wx"): Promise<OpenFile>;
    rename(from: string, to: string): Promise<void>;
    rm(path: string, options: { readonly force: true }): Promise<void>;
  };
  "node:stream": { readonly Readable: { fromWeb(stream: ReadableStream): object } };
  "node:zlib": { readonly crc32?: (data: Uint8Array | string, value?: number) => number };
}

interface OpenFile {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>;
  close(): Promise<void>;
}

/** The platform's `process`, where there is one: Node's modules and the environment's variables. */
export const host = ():
  | {
      readonly env?: Record<string, string | undefined>;
      getBuiltinModule?<Name extends keyof Builtins>(name: Name): Builtins[Name];
    }
  | undefined => (globalThis as { readonly process?: object }).process;

/** One of Node's modules, on platforms that have it. */
export const builtin = <Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined =>
  host()?.getBuiltinModule?.(name);
