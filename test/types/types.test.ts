import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { compile, errorsOf } from "../support/compile.js";

const root = resolve(import.meta.dirname, "../..");

/** Programs import the package as it is built. */
const paths = {
  "@tinsmith/kms": [resolve(root, "generated/kms/dist/index.d.ts")],
  "@tinsmith/kms/*": [resolve(root, "generated/kms/dist/*.d.ts")],
};

const call = `
import { createKMSClient, reEncrypt, type ReEncryptError } from "@tinsmith/kms";
const kms = createKMSClient();
const result = await reEncrypt(kms, { DestinationKeyId: "alias/new" });
`;

const modeled = [
  "DependencyTimeoutException",
  "DisabledException",
  "DryRunOperationException",
  "IncorrectKeyException",
  "InvalidCiphertextException",
  "InvalidGrantTokenException",
  "InvalidKeyUsageException",
  "KMSInternalException",
  "KMSInvalidStateException",
  "KeyUnavailableException",
  "NotFoundException",
];
const own = [
  "UnmodeledServiceError",
  "ConfigError",
  "CredentialsError",
  "InputError",
  "TransportError",
  "TimeoutError",
  "AbortError",
  "ResponseError",
];

/** An exhaustive switch over the errors of ReEncrypt, but for the arms left out. */
function exhaustive(without: readonly string[] = []): string {
  const arms = [...modeled, ...own]
    .filter((name) => !without.includes(name))
    .map((name) => `case "${name}": return "${name}";`);
  return `${call}
export function tell(error: ReEncryptError): string {
  switch (error.name) { ${arms.join(" ")} }
}`;
}

/** Programs by name, each with the codes of the errors that the compiler has to find in it. */
const programs: Record<string, readonly [source: string, errors: readonly number[]]> = {
  "an exhaustive switch": [exhaustive(), []],
  "pages, and their items, which are there": [
    `
import { createKMSClient, paginateListKeys, type KeyListEntry, type Result, type ListKeysError, type ListKeysResponse } from "@tinsmith/kms";
const pages = paginateListKeys(createKMSClient(), { Limit: 5 }, { startingToken: "a", pageSize: 2, maxAttempts: 1 });
export const results: AsyncIterable<Result<ListKeysResponse, ListKeysError>> = pages;
for await (const item of pages.items()) { const entry: KeyListEntry = item; console.log(entry.KeyId); }
for await (const page of pages) { if (!page.ok) { console.log(page.error.name); break; } console.log(page.value.NextMarker); }
`,
    [],
  ],
  // 2322: not assignable.
  "a token of another type": [
    `
import { createKMSClient, paginateListKeys } from "@tinsmith/kms";
export const pages = paginateListKeys(createKMSClient(), {}, { startingToken: 1 });
`,
    [2322],
  ],
  // 18048: possibly undefined.
  "a page that is not looked at": [
    `
import { createKMSClient, paginateListKeys } from "@tinsmith/kms";
for await (const page of paginateListKeys(createKMSClient())) console.log(page.value.Keys);
`,
    [18048],
  ],
  "pages and methods as AWS SDK v3 has them": [
    `
import { KMS, KMSClient, paginateListKeys, type KMSPaginationConfiguration, type ListKeysCommandOutput, type ReEncryptCommandOutput } from "@tinsmith/kms/smithy";
const kms = new KMS({ region: "eu-west-1" });
const config: KMSPaginationConfiguration = { client: kms, pageSize: 5 };
for await (const page of paginateListKeys(config, {})) { const keys: ListKeysCommandOutput["Keys"] = page.Keys; console.log(keys); }
export const output: Promise<ReEncryptCommandOutput> = kms.reEncrypt({ DestinationKeyId: "a" });
kms.reEncrypt({ DestinationKeyId: "a" }, (error, data) => console.log(error, data?.KeyId));
export const client: KMSClient = kms;
export const all = kms.paginateListKeys();
`,
    [],
  ],
  // 2366: function lacks ending return statement.
  ...Object.fromEntries(
    [...modeled, ...own].map((name) => [`a switch without ${name}`, [exhaustive([name]), [2366]]]),
  ),
  "an arm for an error that the operation has not": [
    `${call} if (!result.ok && result.error.name === "AlreadyExistsException") result;`,
    [2367],
  ],
  "no required member": [`${call} await reEncrypt(kms, {});`, [2345]],
  "an unknown member": [
    `${call} await reEncrypt(kms, { DestinationKeyId: "a", DestinationKey: "b" });`,
    // 2353: no such member; 2561: the same, with a guess at what was meant.
    [2353, 2561],
  ],
  "a blob that is a string": [
    `${call} await reEncrypt(kms, { DestinationKeyId: "a", CiphertextBlob: "b" });`,
    [2322],
  ],
  // 18048: possibly undefined.
  "a value without a look at ok": [`${call} result.value.KeyId;`, [18048]],
  "an error without a look at ok": [`${call} result.error.name;`, [18048]],
  "row 29: codes that the client does not know": [
    `${call} if (!result.ok && result.error.name === "UnmodeledServiceError") result.error.code === "NewerException";`,
    [],
  ],
  "an output's members": [
    `${call} if (result.ok) { const blob: Uint8Array | undefined = result.value.CiphertextBlob; const id: string | undefined = result.value.KeyId; [blob, id]; }`,
    [],
  ],
  "a required output member": [
    `import { createKMSClient, describeKey, unwrap } from "@tinsmith/kms";
     const { KeyMetadata } = await unwrap(describeKey(createKMSClient(), { KeyId: "a" }));
     if (KeyMetadata) { const id: string = KeyMetadata.KeyId; const on: boolean = KeyMetadata.Enabled; [id, on]; }`,
    [],
  ],
  "an open enum": [
    `import { createKMSClient, encrypt, EncryptionAlgorithmSpec } from "@tinsmith/kms";
     const kms = createKMSClient();
     const base = { KeyId: "a", Plaintext: new Uint8Array() };
     await encrypt(kms, { ...base, EncryptionAlgorithm: EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT });
     await encrypt(kms, { ...base, EncryptionAlgorithm: "NEWER_THAN_THE_CLIENT" });
     const known: EncryptionAlgorithmSpec = "RSAES_OAEP_SHA_256"; known;`,
    [],
  ],
  "input that may be left out": [
    `import { createKMSClient, listKeys } from "@tinsmith/kms"; await listKeys(createKMSClient());`,
    [],
  ],
  "a client of another service": [
    `import { reEncrypt, type KMSClient } from "@tinsmith/kms";
     declare const other: Omit<KMSClient, "service"> & { service: Omit<KMSClient["service"], "id"> & { id: "S3" } };
     await reEncrypt(other, { DestinationKeyId: "a" });`,
    [2345],
  ],
  "the global fetch, and an AWS credentials provider": [
    `import { createKMSClient } from "@tinsmith/kms";
     import type { AwsCredentialIdentityProvider } from "@smithy/types";
     declare const credentials: AwsCredentialIdentityProvider;
     createKMSClient({ fetch: globalThis.fetch, credentials, region: "eu-west-1" });`,
    [],
  ],
  "an unknown setting": [
    `import { createKMSClient } from "@tinsmith/kms"; createKMSClient({ regoin: "eu-west-1" });`,
    [2353, 2561],
  ],
  "row 33: a request handler of the SDK's": [
    `import { KMSClient } from "@tinsmith/kms/smithy";
     import { NodeHttpHandler } from "@smithy/node-http-handler";
     new KMSClient({ requestHandler: new NodeHttpHandler() });`,
    [],
  ],
  "row 33: the options of the client's own": [
    `import { KMSClient } from "@tinsmith/kms/smithy";
     new KMSClient({ requestHandler: { requestTimeout: 1000, connectionTimeout: 500, throwOnRequestTimeout: true } });`,
    [],
  ],
  "row 33: options that it has not": [
    `import { KMSClient } from "@tinsmith/kms/smithy";
     new KMSClient({ requestHandler: { requestTimeout: 1000, httpsAgent: {} } });`,
    [2353],
  ],
  "a client that is observed and can be ended": [
    `import { adaptiveRetry, createKMSClient, disposable, onRetry, reEncrypt, withLogger, type KMSClient } from "@tinsmith/kms";
     import { withTelemetry } from "@tinsmith/kms/otel";
     const interceptors = [onRetry(({ operation, attempt, error, kind, delayMs }) => [operation.name, attempt + delayMs, error.name, kind])];
     const kms = disposable(createKMSClient({ retryStrategy: adaptiveRetry(), interceptors }));
     const told = withTelemetry(withLogger(kms, console));
     const plain: KMSClient = told;
     await reEncrypt(told, { DestinationKeyId: "a" }, { interceptors });
     [plain, told.destroy(), told[Symbol.dispose]()];`,
    [],
  ],
  // 2353: no such setting; 2345: \`warn\` is missing.
  "a logger where there is none": [
    `import { createKMSClient } from "@tinsmith/kms"; createKMSClient({ logger: console });`,
    [2353],
  ],
  "no logger": [
    `import { createKMSClient, withLogger } from "@tinsmith/kms"; withLogger(createKMSClient(), { info() {} });`,
    [2345],
  ],
  "row 32: the configuration of a fake": [
    `import { KMSClient } from "@tinsmith/kms/smithy";
     import { createFakeKMS } from "@tinsmith/kms/testing";
     new KMSClient(createFakeKMS().config);`,
    [],
  ],
  "row 32: a configuration of the package's own client": [
    `import type { KMSClientConfig } from "@tinsmith/kms";
     import { KMSClient } from "@tinsmith/kms/smithy";
     declare const config: KMSClientConfig;
     new KMSClient(config);`,
    [2345],
  ],
  "errors that AWS SDK v3's code looks at": [
    `${call} if (!result.ok && result.error.name === "NotFoundException") { const status: number | undefined = result.error.$metadata.httpStatusCode; const fault: "client" | "server" = result.error.$fault; [status, fault]; }`,
    [],
  ],
};

/** The README's programs, each with what it leaves to the reader. */
const [first = "", errors = ""] = [
  ...readFileSync(resolve(root, "README.md"), "utf8").matchAll(/```ts\n([^]*?)```/g),
].map(([, source]) => source?.replace("./aws/kms/index.js", "@tinsmith/kms"));
programs["the README's first call"] = [`declare const CiphertextBlob: Uint8Array;\n${first}`, []];
programs["the README's switch over errors"] = [
  `import type { ReEncryptError } from "@tinsmith/kms";
declare const result: { readonly error: ReEncryptError };
declare function giveUp(message: string): void;
declare function tryLater(attempts: number): void;
declare function report(path: string | undefined): void;
export function tell(): void {\n${errors}\n}`,
  [],
];

const files = new Map(
  Object.entries(programs).map(([, [source]], index) => [
    resolve(root, `test/types/program${index}.ts`),
    `${source}\nexport {};\n`,
  ]),
);

describe("the compiler, about", () => {
  let program: ts.Program;
  beforeAll(() => {
    program = compile(files, { paths });
  });

  it.each(Object.entries(programs).map(([name, [, errors]], index) => ({ name, errors, index })))(
    "$name",
    ({ errors, index }) => {
      const file = program.getSourceFile(resolve(root, `test/types/program${index}.ts`));
      const found = errorsOf(program, file);
      if (errors.length === 0) expect(found).toEqual([]);
      else {
        expect(found).toHaveLength(1);
        expect(errors).toContain(Number(/ (\d+) /.exec(found[0] ?? "")?.[1]));
      }
    },
  );
});

describe("row 54: without strict checks, the compiler takes", () => {
  it.each([
    ["the README's first call", programs["the README's first call"]?.[0] ?? ""],
    [
      "an exhaustive switch",
      `${exhaustive()} if (result.ok) result.value.KeyId; else tell(result.error);`,
    ],
    [
      "results that are taken apart",
      `${call} const { ok, value, error } = result; ok ? value.KeyId : error.name;`,
    ],
  ])("%s", (_, source) => {
    const sources = new Map([[resolve(root, "test/types/loose.ts"), `${source}\nexport {};\n`]]);
    const options = { paths, strict: false, exactOptionalPropertyTypes: false };
    expect(errorsOf(compile(sources, options))).toEqual([]);
  });
});

describe("what one operation costs the compiler", () => {
  const typesOf = (source: string): number => {
    const program = compile(new Map([[resolve(root, "test/types/cost.ts"), source]]), { paths });
    expect(errorsOf(program)).toEqual([]);
    return program.getTypeCount();
  };

  it("is at most 300 types", () => {
    const program = `${exhaustive()} if (result.ok) result.value.KeyId; else tell(result.error);`;
    const cost = typesOf(program) - typesOf("export {};");
    console.log(`reEncrypt: ${cost} types over an empty file`);
    expect(cost).toBeLessThanOrEqual(300);
  });
});
