import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as sdk from "@aws-sdk/client-kms";
import * as kms from "./kms.js";
import type { Ast } from "./modelFacts.js";

/** The model that the client is generated from. */
export const model = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../model/kms.json"), "utf8"),
) as Ast;

/** Any operation of the generated client. */
export type OperationFunction = (
  client: kms.KMSClient,
  input: object,
  options?: kms.CallOptions,
) => Promise<kms.Result<object, kms.ServiceError | kms.ClientError>>;

export interface KmsOperation {
  readonly name: string;
  /** The IDs of the shapes. */
  readonly input: string;
  readonly output: string;
  readonly errors: readonly string[];
  readonly call: OperationFunction;
  /** The same, by AWS's own client. It rejects where the other has an error. */
  readonly callSdk: (client: sdk.KMSClient, input: object) => Promise<object>;
}

interface OperationShape {
  readonly type: string;
  readonly input: { readonly target: string };
  readonly output: { readonly target: string };
  readonly errors?: readonly { readonly target: string }[];
}

/** Every operation of the model. */
export const operations: readonly KmsOperation[] = Object.entries(model.shapes)
  .filter(([, shape]) => shape["type"] === "operation")
  .map(([id, node]) => {
    const { input, output, errors = [] } = node as unknown as OperationShape;
    const name = id.replace(/.*#/, "");
    const Command = exported(sdk, `${name}Command`) as new (input: object) => sdk.ListKeysCommand;
    return {
      name,
      input: input.target,
      output: output.target,
      errors: errors.map(({ target }) => target),
      call: exported(kms, name[0]?.toLowerCase() + name.slice(1)) as OperationFunction,
      callSdk: (client, given) => client.send(new Command(given)),
    };
  });

function exported(module: object, name: string): unknown {
  const value: unknown = (module as Readonly<Record<string, unknown>>)[name];
  if (typeof value !== "function") throw new Error(`${name} is not exported`);
  return value;
}
