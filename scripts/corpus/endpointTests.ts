import { isDeepStrictEqual } from "node:util";
import { compileRules } from "../../generator/endpoints/service.js";
import type { JsonObject, ServiceShape } from "../../generator/smithy/model.js";
import { getTrait, traits } from "../../generator/smithy/traits.js";
import type { DetailedEndpoint as Endpoint } from "../../templates/runtime/endpoints/details.js";
import { endpointResolver } from "../../test/support/endpointModule.js";

/** How many of a service's own endpoint tests passed. */
export interface EndpointTests {
  readonly passed: number;
  readonly total: number;
  readonly failures: readonly string[];
}

interface TestCase {
  readonly documentation?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly expect: { readonly endpoint?: Endpoint; readonly error?: string };
}

/** Runs a service's `smithy.rules#endpointTests` through emitted code; absent where it has no rules. */
export async function runEndpointTests(service: ServiceShape): Promise<EndpointTests | undefined> {
  const rules = compileRules(service);
  if (!rules) return undefined;
  const { program } = rules;
  if (!program) return { passed: 0, total: 0, failures: [] };
  const cases = (getTrait(service, traits.endpointTests)?.testCases ?? []) as readonly JsonObject[];
  const resolve = await endpointResolver(program);
  const failures = (cases as unknown as readonly TestCase[]).flatMap((each) => {
    const { documentation = "", params = {}, expect } = each;
    const outcome = resolve(params);
    const actual = "endpoint" in outcome ? normal(outcome.endpoint) : outcome.error;
    const expected = expect.error ?? normal(expect.endpoint ?? { url: "" });
    if (isDeepStrictEqual(actual, expected)) return [];
    return [`endpoint test \`${documentation}\`: ${JSON.stringify(actual)}`];
  });
  return { passed: cases.length - failures.length, total: cases.length, failures };
}

/** Without a difference between what is absent and what is empty, or has no prototype. */
function normal({ url, headers = {}, properties = {} }: Endpoint): unknown {
  return JSON.parse(JSON.stringify({ url, headers, properties }));
}
