import type { Json } from "../smithy/model.js";
import {
  expectArray,
  expectObject,
  expectString,
  isObject,
  memberOf,
  Problem,
  step,
} from "./problem.js";
import type { EndpointParameter, ParameterType, Variable } from "./program.js";
import { expectName } from "./rules.js";

/** A parameter, and whether the rules may take it to be set. */
export interface ParsedParameter extends EndpointParameter {
  readonly required: boolean;
}

const types: ReadonlyMap<unknown, ParameterType> = new Map([
  ["string", "string"],
  ["String", "string"],
  ["boolean", "boolean"],
  ["Boolean", "boolean"],
  ["stringArray", "stringArray"],
]);

/** The parameters that every client has, and the settings they hold. */
export const commonParameters: ReadonlyMap<
  string,
  { readonly builtIn: string; readonly type: ParameterType; readonly setting: string }
> = new Map([
  ["Region", { builtIn: "AWS::Region", type: "string", setting: "region" }],
  ["UseFIPS", { builtIn: "AWS::UseFIPS", type: "boolean", setting: "useFips" }],
  ["UseDualStack", { builtIn: "AWS::UseDualStack", type: "boolean", setting: "useDualStack" }],
  ["Endpoint", { builtIn: "SDK::Endpoint", type: "string", setting: "endpoint" }],
]);

/** The built-ins that there are beside those that every client has. */
const otherBuiltIns: ReadonlySet<string> = new Set([
  "AWS::Auth::AccountId",
  "AWS::Auth::AccountIdEndpointMode",
  "AWS::Auth::CredentialScope",
  "AWS::S3::Accelerate",
  "AWS::S3::DisableMultiRegionAccessPoints",
  "AWS::S3::ForcePathStyle",
  "AWS::S3::UseArnRegion",
  "AWS::S3::UseGlobalEndpoint",
  "AWS::S3Control::UseArnRegion",
  "AWS::STS::UseGlobalEndpoint",
]);

/** Reads a parameter. @throws Problem */
export function parseParameter(variable: Variable, json: Json, pointer: string): ParsedParameter {
  expectName(variable.name, pointer);
  const parameter = expectObject(json, pointer);
  const type = types.get(memberOf(parameter, "type"));
  if (!type) {
    throw new Problem(
      "RuleSet.Invalid",
      "expected one of the types string, boolean and stringArray",
      step(pointer, "type"),
    );
  }
  const builtIn = optionalString(memberOf(parameter, "builtIn"), step(pointer, "builtIn"));
  expectBuiltIn(builtIn, step(pointer, "builtIn"));
  const property = propertyOf(variable.name, builtIn);
  if (property in Object.prototype) {
    throw new Problem("RuleSet.Unsupported", `every object has a ${property}`, pointer);
  }
  const common = commonParameters.get(property);
  if (common && common.type !== type) {
    throw new Problem(
      "RuleSet.Unsupported",
      `${variable.name} has to be a ${common.type}, as it is to every client`,
      step(pointer, "type"),
    );
  }
  const fallback = memberOf(parameter, "default");
  const required = memberOf(parameter, "required") === true;
  if (fallback !== undefined && !required) {
    const message = "a parameter with a default has to be required";
    throw new Problem("RuleSet.Invalid", message, step(pointer, "default"));
  }
  const deprecated = memberOf(parameter, "deprecated");
  return {
    variable,
    type,
    property,
    builtIn,
    required,
    default:
      fallback === undefined ? undefined : parseConstant(type, fallback, step(pointer, "default")),
    documentation: optionalString(
      memberOf(parameter, "documentation"),
      step(pointer, "documentation"),
    ),
    deprecated: isObject(deprecated)
      ? (optionalString(memberOf(deprecated, "message"), step(pointer, "deprecated/message")) ?? "")
      : undefined,
  };
}

function expectBuiltIn(builtIn: string | undefined, pointer: string): void {
  if (builtIn === undefined || otherBuiltIns.has(builtIn)) return;
  const common = [...commonParameters.values()].map((each) => each.builtIn);
  if (common.includes(builtIn)) return;
  const known = [...common, ...otherBuiltIns].join(", ");
  throw new Problem("RuleSet.UnknownBuiltIn", `expected one of ${known}`, pointer);
}

/** A rule set may give the settings that every client has a name of its own. */
function propertyOf(name: string, builtIn: string | undefined): string {
  for (const [property, common] of commonParameters) {
    if (common.builtIn === builtIn) return property;
  }
  return name;
}

/** A value that a parameter has by the model. @throws Problem */
export function parseConstant(
  type: ParameterType,
  json: Json,
  pointer: string,
): boolean | string | readonly string[] {
  if (type === "stringArray") {
    return expectArray(json, pointer).map((item, index) =>
      expectString(item, step(pointer, index)),
    );
  }
  if (type === "boolean") {
    if (typeof json === "boolean") return json;
    throw new Problem(
      "RuleSet.TypeMismatch",
      `expected a boolean, found the ${typeof json} ${JSON.stringify(json)}`,
      pointer,
    );
  }
  return expectString(json, pointer);
}

function optionalString(json: Json | undefined, pointer: string): string | undefined {
  return json === undefined ? undefined : expectString(json, pointer);
}
