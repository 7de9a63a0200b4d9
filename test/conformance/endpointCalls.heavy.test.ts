import { beforeEach, expect, it, vi } from "vitest";
import { loadModel } from "../../generator/smithy/load.js";
import { selectService } from "../../generator/smithy/select.js";
import type { ServiceShape } from "../../generator/smithy/model.js";
import { getTrait, traits } from "../../generator/smithy/traits.js";
import type { Credentials } from "../../templates/runtime/auth/credentials.js";
import { describeWith } from "../support/conformance.js";
import { generateClient } from "../support/protocolTests/client.js";

// `operationInputs` of endpoint tests: what they say of a call, whole clients have to do.

interface OperationInput {
  readonly operationName: string;
  readonly operationParams?: object;
  readonly builtInParams?: Readonly<Record<string, unknown>>;
  readonly clientParams?: Readonly<Record<string, unknown>>;
}

interface TestCase {
  readonly documentation?: string;
  readonly expect: { readonly endpoint?: { readonly url: string }; readonly error?: string };
  readonly operationInputs?: readonly OperationInput[];
}

/** The settings of built-ins. */
const settings: Readonly<Record<string, string>> = {
  "AWS::Region": "region",
  "AWS::UseFIPS": "useFips",
  "AWS::UseDualStack": "useDualStack",
  "SDK::Endpoint": "endpoint",
  "AWS::Auth::AccountIdEndpointMode": "accountIdEndpointMode",
};

function configOf({ builtInParams = {}, clientParams = {} }: OperationInput) {
  const { "AWS::Auth::AccountId": accountId, ...others } = builtInParams;
  const named = Object.entries(others).map(([name, value]) => {
    const setting = settings[name];
    if (setting === undefined) throw new Error(`There is no setting for ${name}.`);
    return [setting, value];
  });
  const own = Object.entries(clientParams).map(([name, value]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    value,
  ]);
  const credentials: Credentials = {
    accessKeyId: "AKID",
    secretAccessKey: "secret",
    accountId: accountId as string | undefined,
  };
  return { credentials, ...(Object.fromEntries([...named, ...own]) as object) };
}

const protocols = [traits.awsJson1_0.id, traits.awsJson1_1.id];

/** The service of a model, if its clients are generated and calls are told of in its tests. */
function serviceIn(file: string, text: string) {
  const { model } = loadModel([{ file, text }]);
  const service = model && selectService(model).service;
  if (!service || !protocols.some((id) => service.traits.has(id))) return undefined;
  const cases = (getTrait(service, traits.endpointTests)?.testCases ??
    []) as unknown as readonly TestCase[];
  const calls = cases.flatMap((each) =>
    (each.operationInputs ?? []).map((input) => ({ ...each, input })),
  );
  return calls.length > 0 ? { model, service, calls } : undefined;
}

describeWith("models", "calls that endpoint tests tell of", ({ jsonIn, read }) => {
  const found = jsonIn("models").flatMap((name) => {
    const service = serviceIn(name, read(`models/${name}`));
    return service ? [{ name, ...service }] : [];
  });

  beforeEach(() => {
    for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCOUNT_ID_ENDPOINT_MODE"]) {
      vi.stubEnv(name, undefined);
    }
  });

  it("are found", () => {
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["dynamodb.json", "kinesis.json"]),
    );
  });

  it.each(found)("go where they have to, in $name", async ({ name, model, service, calls }) => {
    const client = await generateClient(model, service, "number");
    for (const { documentation, expect: expected, input } of calls) {
      const sent: string[] = [];
      const config = {
        ...configOf(input),
        fetch: (url: string) => {
          sent.push(url);
          return Promise.resolve(new Response("{}"));
        },
      };
      const operation = operationIn(service, input.operationName);
      const result = await client.call(operation, config, input.operationParams ?? {});
      const message = `${name}: ${documentation}`;
      const { error } = expected;
      if (error !== undefined) {
        expect(sent, message).toEqual([]);
        expect(result, message).toMatchObject({ error: { name: "ConfigError", message: error } });
      } else {
        const { url = "" } = expected.endpoint ?? {};
        expect(sent, `${message}: ${JSON.stringify(result)}`).toEqual([`${url}/`]);
      }
    }
    console.info(`${name}: ${calls.length} calls go where they have to`);
  });
});

function operationIn({ id }: ServiceShape, name: string) {
  return id.replace(/#.*/, `#${name}`);
}
