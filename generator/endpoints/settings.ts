import { commonParameters } from "./parameters.js";
import type { EndpointParameter, ParameterType } from "./program.js";

/** What of a client's configuration a parameter is set by. */
export type Setting =
  | {
      readonly kind: "config";
      readonly name: string;
      readonly type: ParameterType;
      /** As the model has it. */
      readonly documentation?: string | undefined;
      /** Every client has the setting. */
      readonly common: boolean;
    }
  /** The account of the client's credentials. */
  | { readonly kind: "accountId" }
  /** Whether that account may be looked at. */
  | { readonly kind: "accountIdEndpointMode" };

/** The settings that clients have or may have, by name; a parameter of their name and type is set by them. */
export const clientSettings: ReadonlyMap<string, ParameterType | undefined> = new Map([
  ["region", "string"],
  ["profile", undefined],
  ["credentials", undefined],
  ["token", undefined],
  ["apiKey", undefined],
  ["login", undefined],
  ["disableRequestCompression", undefined],
  ["requestMinCompressionSizeBytes", undefined],
  ["endpoint", "string"],
  ["useFips", "boolean"],
  ["useDualStack", "boolean"],
  ["fetch", undefined],
  ["timeoutMs", undefined],
  ["attemptTimeoutMs", undefined],
  ["connectTimeoutMs", undefined],
  ["maxAttempts", undefined],
  ["retryStrategy", undefined],
  ["interceptors", undefined],
  ["userAgent", "string"],
  ["clock", undefined],
  ["random", undefined],
]);

/** Where AWS SDK v3 has another name for a parameter than its own in camel case. */
const sdkNames: ReadonlyMap<string, string> = new Map([
  ["Accelerate", "useAccelerateEndpoint"],
  ["DisableMRAP", "disableMultiregionAccessPoints"],
  ["DisableMultiRegionAccessPoints", "disableMultiregionAccessPoints"],
]);

/** The built-ins that are settings of some clients (https://smithy.io/2.0/aws/rules-engine/built-ins.html). */
const settingBuiltIns: ReadonlySet<string | undefined> = new Set([
  "AWS::S3::Accelerate",
  "AWS::S3::DisableMultiRegionAccessPoints",
  "AWS::S3::ForcePathStyle",
  "AWS::S3::UseArnRegion",
  "AWS::S3::UseGlobalEndpoint",
  "AWS::S3Control::UseArnRegion",
  "AWS::STS::UseGlobalEndpoint",
]);

/** Where a client's configuration has a parameter's value, if it does. */
export function settingOf(
  { variable, property, type, builtIn, documentation }: EndpointParameter,
  /** What `smithy.rules#clientContextParams` says of the parameter. */
  context: { readonly documentation?: string | undefined } | undefined,
): Setting | undefined {
  if (!context) {
    if (builtIn === "AWS::Auth::AccountId") return { kind: "accountId" };
    if (builtIn === "AWS::Auth::AccountIdEndpointMode") return { kind: "accountIdEndpointMode" };
    if (!settingBuiltIns.has(builtIn)) return undefined;
  }
  const { name: own } = variable;
  // It is what every client's setting of another name is for.
  if (own === property && commonParameters.has(property)) return undefined;
  const wanted = sdkNames.get(own) ?? own.charAt(0).toLowerCase() + own.slice(1);
  const common = clientSettings.get(wanted) === type;
  const taken = (clientSettings.has(wanted) && !common) || wanted in Object.prototype;
  return {
    kind: "config",
    name: taken ? `${wanted}_` : wanted,
    type,
    documentation: context?.documentation ?? documentation,
    common,
  };
}
