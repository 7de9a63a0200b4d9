import type { Surface } from "../versioning/surface.js";
import { DOCUMENT_OPERATIONS, type Service } from "./services.js";

// Declarations of AWS SDK v3, as far as the generated clients have a counterpart: the compiler then
// tells what in a program is a client, a command, an output or an error, whether or not the SDK is
// installed. Everything carries the service's key in its type.

/** The types that all stubs share. */
export const COMMON_STUB = `
declare const process: { env: Record<string, string | undefined>; [member: string]: any };
declare namespace Sdk {
  interface Metadata { readonly __metadata: true; [member: string]: any }
  interface Output<S extends string> { readonly __output: S; readonly $metadata: Metadata }
  class Client<S extends string> {
    readonly __client: S;
    readonly config: any;
    readonly middlewareStack: any;
    send<O>(command: Command<any, O>, ...rest: any[]): Promise<O>;
    destroy(): void;
  }
  class Command<S extends string, O> { readonly __command: S; readonly __gives: O; readonly input: any }
  class Exception<S extends string> extends Error {
    readonly __exception: S;
    constructor(options?: any);
    readonly $fault: any;
    readonly $metadata: any;
    readonly $response?: any;
    readonly $service?: any;
    readonly $retryable?: any;
  }
  interface Stream<S extends string> {
    readonly __stream: S;
    transformToString(encoding?: string): Promise<string>;
    transformToByteArray(): Promise<Uint8Array>;
    transformToWebStream(): any;
    [Symbol.asyncIterator](): AsyncIterator<Uint8Array>;
    [member: string]: any;
  }
  interface Bytes<S extends string> extends Uint8Array { readonly __bytes: S; transformToString(encoding?: string): string }
  interface Config<S extends string> { readonly __config?: S; [member: string]: any }
  interface Pages<S extends string, O> extends AsyncIterable<O> { readonly __pages: S }
  interface PageConfig { client: any; [member: string]: any }
  class Mock { readonly __mock: true; [member: string]: any }
}
`;

/**
 * The declarations of a service's SDK package.
 *
 * @param names of commands, clients, paginators and waiters that programs name, known or not
 */
export function clientStub(
  key: string,
  service: Service | undefined,
  names: ReadonlySet<string>,
): string {
  const client = service?.surface.client ?? clientNameIn(names, key);
  const S = JSON.stringify(key);
  const lines: string[] = [];
  const declared = new Set<string>();
  const declare = (name: string, text: string): void => {
    if (declared.has(name)) return;
    declared.add(name);
    lines.push(`  ${text}`);
  };
  if (client !== undefined) {
    declare(
      `${client}Client`,
      `class ${client}Client extends Sdk.Client<${S}> { constructor(config?: ${client}ClientConfig) }`,
    );
    const methods = [...(service?.functions ?? [])].map(
      ([operation]) =>
        `${operation.charAt(0).toLowerCase()}${operation.slice(1)}(input?: ${operation}CommandInput, ...rest: any[]): Promise<${operation}CommandOutput>;`,
    );
    declare(
      client,
      `class ${client} extends ${client}Client { ${methods.join(" ")} [operation: string]: any }`,
    );
    declare(`${client}ClientConfig`, `interface ${client}ClientConfig extends Sdk.Config<${S}> {}`);
    const exception = `${client}ServiceException`;
    declare(exception, `class ${exception} extends Sdk.Exception<${S}> {}`);
  }
  if (service) declareSurface(service, declare);
  for (const name of names) {
    const command = /^([A-Z]\w*)Command$/.exec(name)?.[1];
    if (command) declareCommand(S, command, "any", "any", declare);
    if (/^paginate[A-Z]/.test(name)) declarePages(S, name, "any", "any", declare);
    if (/^waitUntil[A-Z]/.test(name)) declareWaiter(name, "any", declare);
  }
  return `declare module "@aws-sdk/client-${key}" {\n${lines.join("\n")}\n}\n`;
}

type Declare = (name: string, text: string) => void;

/** The name of a service's client that is not generated: of its class, in one form or the other. */
function clientNameIn(names: ReadonlySet<string>, key: string): string | undefined {
  const wanted = key.replaceAll("-", "");
  const found = [...names].map((name) => name.replace(/Client$/, ""));
  return found.find((name) => /^[A-Z]/.test(name) && name.toLowerCase() === wanted);
}

function declareSurface({ key, surface, functions }: Service, declare: Declare): void {
  const S = JSON.stringify(key);
  const printed = printer(surface, S);
  for (const [name, { kind, values }] of Object.entries(surface.enums)) {
    const constants = Object.entries(values).map(
      ([constant, value]) => `${JSON.stringify(constant)}: ${JSON.stringify(value)}`,
    );
    declare(`const ${name}`, `const ${name}: { ${constants.join("; ")} };`);
    declare(name, `type ${name} = ${kind === "enum" ? "string" : "number"};`);
  }
  for (const [operation, name] of functions) {
    const { input, output, paginator, waiters } = surface.operations[name]!;
    declareCommand(S, operation, input ?? "{}", output ?? "{}", declare);
    if (paginator) declarePages(S, paginator.name, output ?? "{}", input ?? "any", declare);
    for (const waiter of Object.values(waiters ?? {})) {
      declareWaiter(waiter.name, input ?? "any", declare);
    }
  }
  for (const [name, { members }] of Object.entries(surface.types)) {
    const list = Object.entries(members).map(([member, text]) => printed(member, text));
    declare(name, `interface ${name} { ${list.join("; ")} }`);
    // The SDK's names of shapes that are called as what every runtime has.
    declare(`_${name}`, `type _${name} = ${name};`);
  }
  for (const [name, { data }] of Object.entries(surface.errors)) {
    const list = Object.entries(data).map(([member, text]) => printed(member, text));
    declare(name, `class ${name} extends Sdk.Exception<${S}> { ${list.join("; ")} }`);
  }
}

/** What prints a member: optional, as the SDK has it, except where nothing else is known of it. */
function printer(surface: Surface, S: string): (name: string, text: string) => string {
  const streamTypes = new Set(
    Object.values(surface.operations).flatMap(({ output }) => (output ? [output] : [])),
  );
  const hasStream = streamTypes.size > 0;
  return (name, text) => {
    const hasDefault = text.includes(" = ");
    const type = text.replace(/ = .*$/s, "").replace(/\?$/, "");
    const isStream = hasStream && hasDefault && type === "Uint8Array";
    const known = isStream
      ? `Sdk.Stream<${S}>`
      : type === "Uint8Array"
        ? `Sdk.Bytes<${S}>`
        : /^[\w.$ |<>,()[\]]+$/.test(type)
          ? type.replaceAll("Record<string,", "globalThis.Record<string,")
          : "any";
    return `${JSON.stringify(name)}?: ${known} | undefined`;
  };
}

function declareCommand(
  S: string,
  operation: string,
  input: string,
  output: string,
  declare: Declare,
): void {
  const name = `${operation}Command`;
  declare(`${name}Input`, `type ${name}Input = ${input};`);
  declare(`${name}Output`, `type ${name}Output = (${output}) & Sdk.Output<${S}>;`);
  declare(
    name,
    `class ${name} extends Sdk.Command<${S}, ${name}Output> { constructor(input?: ${name}Input) }`,
  );
}

function declarePages(
  S: string,
  name: string,
  output: string,
  input: string,
  declare: Declare,
): void {
  declare(
    name,
    `function ${name}(config: Sdk.PageConfig, input?: ${input}, ...rest: any[]): Sdk.Pages<${S}, ${output}>;`,
  );
}

function declareWaiter(name: string, input: string, declare: Declare): void {
  declare(name, `function ${name}(config: Sdk.PageConfig, input: ${input}): Promise<any>;`);
}

const CREDENTIALS = [
  "createCredentialChain",
  "fromContainerMetadata",
  "fromEnv",
  "fromHttp",
  "fromIni",
  "fromInstanceMetadata",
  "fromLoginCredentials",
  "fromNodeProviderChain",
  "fromProcess",
  "fromSSO",
  "fromTemporaryCredentials",
  "fromTokenFile",
  "fromWebToken",
];

/** The declarations of the libraries beside the clients. */
export function libraryStub(): string {
  const commands = Object.keys(DOCUMENT_OPERATIONS).map(
    (name) => `  class ${name}Command extends Sdk.Command<"dynamodb", DocumentOutput> {
    constructor(input?: ${name}CommandInput);
  }
  interface ${name}CommandInput { [member: string]: any }
  interface ${name}CommandOutput extends DocumentOutput {}`,
  );
  return `
declare module "@aws-sdk/lib-dynamodb" {
  interface DocumentOutput extends Sdk.Output<"dynamodb"> { [member: string]: any }
  interface TranslateConfig { [member: string]: any }
  class DynamoDBDocumentClient extends Sdk.Client<"dynamodb"> {
    static from(client: any, config?: any): DynamoDBDocumentClient;
  }
  class DynamoDBDocument extends DynamoDBDocumentClient {
    static from(client: any, config?: any): DynamoDBDocument;
    [operation: string]: any;
  }
  type NativeAttributeValue = any;
  function paginateQuery(config: Sdk.PageConfig, input: QueryCommandInput): Sdk.Pages<"dynamodb", DocumentOutput>;
  function paginateScan(config: Sdk.PageConfig, input: ScanCommandInput): Sdk.Pages<"dynamodb", DocumentOutput>;
${commands.join("\n")}
}
declare module "@aws-sdk/util-dynamodb" {
  function marshall(value: any, options?: any): any;
  function unmarshall(value: any, options?: any): any;
  function convertToAttr(value: any, options?: any): any;
  function convertToNative(value: any, options?: any): any;
  type NativeAttributeValue = any;
}
declare module "@aws-sdk/lib-storage" {
  interface Uploaded { readonly __uploaded: true; readonly $metadata: Sdk.Metadata; [member: string]: any }
  class Upload {
    readonly __upload: true;
    constructor(options: any);
    on(event: string, listener: (progress: any) => void): this;
    done(): Promise<Uploaded>;
    abort(): Promise<void>;
  }
}
declare module "@aws-sdk/s3-request-presigner" {
  function getSignedUrl(client: any, command: any, options?: any): Promise<string>;
}
declare module "@aws-sdk/s3-presigned-post" {
  function createPresignedPost(client: any, options: any): Promise<{ url: string; fields: any }>;
}
declare module "@aws-sdk/credential-providers" {
${CREDENTIALS.map((name) => `  function ${name}(options?: any): any;`).join("\n")}
}
declare module "aws-sdk-client-mock" {
  function mockClient(client: any): Sdk.Mock;
}
`;
}
