import type { EndpointBindings } from "../../endpoints/bindings.js";
import { commonParameters } from "../../endpoints/parameters.js";
import type { Setting } from "../../endpoints/settings.js";
import {
  code,
  join,
  literal,
  optionalAccess,
  propertyAccess,
  propertyKey,
  type Code,
  type Symbol,
} from "../printing/code.js";
import type { ClientContext } from "../context.js";
import { documented } from "../documentation/docs.js";
import { hasDetails, hasOwnParameters, parameterTypes } from "./program.js";
import { boundSettings, parametersType, resolveEndpoint } from "./module.js";
import type { PropertyDeclaration } from "../printing/module.js";
import { runtime, runtimeType } from "../runtime.js";

/** The settings that a client has for its endpoint rules, as members of its configuration. */
export function endpointSettings({ endpoints }: ClientContext): PropertyDeclaration[] {
  const properties = [...(endpoints?.bindings.client.values() ?? [])].flatMap(
    (setting): PropertyDeclaration[] => {
      if (setting.kind !== "config") return [accountIdSetting];
      if (setting.common) return [];
      return [
        {
          name: setting.name,
          type: code`${parameterTypes[setting.type]} | undefined`,
          optional: true,
          doc: documented(() => undefined, { html: setting.documentation }),
        },
      ];
    },
  );
  const byName = new Map(properties.map((property) => [property.name, property]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const accountIdSetting: PropertyDeclaration = {
  name: "accountIdEndpointMode",
  type: code`${runtimeType("endpoints/accountId", "AccountIdEndpointMode")} | undefined`,
  optional: true,
  doc:
    "Whether to use endpoints of the credentials' account: where it is known (`preferred`), always\n" +
    "(`required`), or never (`disabled`). By default `AWS_ACCOUNT_ID_ENDPOINT_MODE`, or `preferred`.",
};

/**
 * The function that finds the endpoint of a call: `resolveEndpoint` itself where the settings that
 * every client has are all that its rules know.
 */
export function endpointFinder({ endpoints, plan }: ClientContext): Symbol | Code {
  if (!endpoints) return resolveEndpoint;
  const { bindings, program } = endpoints;
  const details = hasDetails(program);
  const perCall = [...bindings.operations.values()].some(({ size }) => size > 0);
  if (!details && !perCall && bindings.client.size === 0) return resolveEndpoint;

  const asksAccount = [...bindings.client.values()].some(({ kind }) => kind === "accountId");
  // Where every operation tells something, there is always an answer.
  const certain = program.parameters.some(
    ({ property, isSet }) => isSet && !commonParameters.has(property),
  );
  const ofInput = code`${runtime("endpoints/input", "inputParameters")}<${parametersType}>(operation, input)${certain ? "!" : ""}`;
  const bound = boundSettings(bindings);
  const open = new Set(program.parameters.map(({ property }) => property));
  const shared = sharedProperties(bindings);
  const named = bound.size + shared.size > 0;
  /** What stands for a parameter, if that is not just what every client's setting says. */
  const valueOf = (property: string): readonly Code[] => {
    const setting = bindings.client.get(property);
    return [
      ...(bound.has(property) || shared.has(property)
        ? [code`own${optionalAccess(property)}`]
        : []),
      ...(setting ? [printSetting(setting)] : []),
    ];
  };
  const common = [...commonParameters].flatMap(([property, { setting }]) => {
    const values = valueOf(property);
    const base = setting === "region" ? setting : `config.${setting}`;
    return values.length > 0 ? [{ setting, value: join([...values, base], " ?? ") }] : [];
  });
  const region = common.find(({ setting }) => setting === "region")?.value ?? "region";
  const settings = common.filter(({ setting }) => setting !== "region");
  const config = code`{ ...config, ${join(
    settings.map(({ setting, value }) => code`${setting}: ${value}`),
    ", ",
  )} }`;
  const own = [
    ...(perCall ? [code`...${named ? "own" : ofInput},`] : []),
    ...[...new Set([...bindings.client.keys(), ...shared])]
      .filter((property) => open.has(property) && !commonParameters.has(property))
      .sort()
      .map((property) => code`${propertyKey(property)}: ${join(valueOf(property), " ?? ")},`),
  ];
  const arguments_ = [
    region,
    settings.length > 0 ? config : "config",
    ...(hasOwnParameters(program) ? [code`{\n${join(own, "\n")}\n}`] : []),
  ];
  const found = code`${resolveEndpoint}(${join(arguments_, ", ")})`;
  const { endpointSchemes = [] } = plan;
  const placed =
    endpointSchemes.length > 0
      ? code`${runtime("endpoints/schemedDestination", "schemedDestination")}(${found}, request, [${endpointSchemes.map((name) => literal(name)).join(", ")}])`
      : code`${runtime("endpoints/destination", "destinationOf")}(${found}, request)`;
  const result = details ? placed : found;
  return code`${asksAccount ? "async " : ""}(${printParameters([
    ["region", true],
    ["config", true],
    ["operation", perCall],
    ["input", perCall],
    ["identity", asksAccount],
    ["request", details],
  ])}) =>
${named ? code`{\nconst own = ${ofInput};\nreturn ${result};\n}` : result}`;
}

/** Those parameters that are used, and what is before them. */
function printParameters(parameters: readonly (readonly [name: string, used: boolean])[]): string {
  return parameters
    .slice(0, parameters.findLastIndex(([, used]) => used) + 1)
    .map(([name, used]) => (used ? name : `_${name}`))
    .join(", ");
}

/** What an input may leave open, for a setting of the service's own to say. */
function sharedProperties({ client, operations }: EndpointBindings): ReadonlySet<string> {
  const bound = [...operations.values()].flatMap((sources) => [...sources.keys()]);
  return new Set(bound.filter((property) => client.has(property)));
}

function printSetting(setting: Setting): Code {
  switch (setting.kind) {
    case "config":
      // What may be a function, already asked.
      if (setting.common && setting.name === "region") return code`region`;
      return code`config${propertyAccess(setting.name)}`;
    case "accountId":
      return code`await ${runtime("endpoints/accountId", "accountId")}(config, identity)`;
    case "accountIdEndpointMode":
      return code`${runtime("endpoints/accountId", "accountIdEndpointMode")}(config)`;
  }
}
