import type { Json } from "../smithy/model.js";
import type { EndpointProgram } from "./program.js";
import { expectArray, expectObject, isArray, Problem, step } from "./problem.js";

/** What the settings of an authentication scheme have to be, where they are there. */
const settings: Readonly<Record<string, (value: Json) => boolean>> = {
  name: isText,
  signingName: isText,
  signingRegion: isText,
  signingRegionSet: (value) => isArray(value) && value.length > 0 && value.every(isText),
  disableDoubleEncoding: isBoolean,
  disableNormalizePath: isBoolean,
};

/**
 * Checks the `authSchemes` of an endpoint
 * (https://smithy.io/2.0/aws/rules-engine/auth-schemes.html).
 *
 * @throws Problem
 */
export function expectAuthSchemes(json: Json, pointer: string): void {
  expectArray(json, pointer).forEach((item, index) => {
    const at = step(pointer, index);
    const scheme = expectObject(item, at);
    if (!Object.hasOwn(scheme, "name")) {
      throw new Problem("RuleSet.AuthScheme", "the scheme has no name", at);
    }
    for (const [key, value] of Object.entries(scheme)) {
      const accepts = Object.hasOwn(settings, key) ? settings[key] : undefined;
      if (!accepts || accepts(value)) continue;
      const message = `${JSON.stringify(value)} cannot be the ${key} of a scheme`;
      throw new Problem("RuleSet.AuthScheme", message, step(at, key));
    }
  });
}

function isText(value: Json): boolean {
  return typeof value === "string";
}

function isBoolean(value: Json): boolean {
  return typeof value === "boolean";
}

/**
 * The names of the schemes of signing that a program's endpoints may ask for: whatever says so, since
 * simplified rules may have a name in a list, or choose between two.
 */
export function authSchemesIn({ body, functions }: EndpointProgram): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string" && /^sigv4/.test(value)) names.add(value);
    if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit([body, functions]);
  return names;
}
