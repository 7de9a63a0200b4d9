import type { AuthSchemeIr, OperationIr, ServiceIr } from "../ir/ir.js";
import { code, join, literal, type Code, type Symbol } from "./printing/code.js";
import type { ClientContext } from "./context.js";
import type { Declaration, Module } from "./printing/module.js";
import { runtime, runtimeType } from "./runtime.js";

/** What each scheme is in the runtime: its settings, and those that a fake of the service takes. */
const schemes = {
  sigv4: {
    symbol: runtime("auth/sigv4Auth", "sigv4Auth"),
    module: "auth/credentials",
    config: "CredentialsConfig",
    identity: ["Credentials", "CredentialsProvider"],
    fake: `credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" }`,
  },
  bearer: {
    symbol: runtime("auth/bearerAuth", "bearerAuth"),
    module: "auth/bearerAuth",
    config: "TokenConfig",
    identity: ["Token"],
    fake: `token: { token: "fake" }`,
  },
  basic: {
    symbol: runtime("auth/basicAuth", "basicAuth"),
    module: "auth/basicAuth",
    config: "LoginConfig",
    identity: ["Login"],
    fake: `login: { username: "fake", password: "fake" }`,
  },
  apiKey: {
    symbol: runtime("auth/auth", "apiKeyAuth"),
    module: "auth/apiKeyAuth",
    config: "ApiKeyConfig",
    identity: ["ApiKey"],
    fake: `apiKey: { apiKey: "fake" }`,
  },
} as const;

const noAuth = runtime("auth/schemes", "noAuth");

const identityConfig = runtimeType("auth/renewal", "IdentityConfig");

/** The schemes of an operation, where they are not its service's. */
export function operationAuth({ auth }: OperationIr): Code | undefined {
  return auth && listOf(auth);
}

function listOf(auth: readonly AuthSchemeIr[]): Code {
  return code`[${join(
    auth.map(({ kind }) => (kind === "none" ? noAuth : schemes[kind].symbol)),
    ", ",
  )}]`;
}

/**
 * The module of how the service's requests are authenticated, in the place of the runtime's own,
 * which is for services whose every request is signed by Signature Version 4.
 */
export function authModules({ service, plan }: ClientContext): readonly Module[] {
  const all = schemesOf(service);
  const hasTargets = plan.hasTargets === true;
  if (isRuntimes(all) && !hasTargets) return [];
  return [
    {
      path: "runtime/auth/auth",
      source: service.shape,
      declarations: isRuntimes(all) ? [signedTargets] : declarations(service, all, hasTargets),
    },
  ];
}

const targets = "runtime/auth/targets";

const signedTargets: Declaration = {
  kind: "reExport",
  module: targets,
  symbols: [
    ...["fakeIdentity", "identitySource", "sign"].map((name) => runtime("auth/targets", name)),
    ...["AuthConfig", "AuthIdentity"].map((name) => runtimeType("auth/targets", name)),
  ],
};

/** Whether the schemes are those of the runtime's own module. */
const isRuntimes = (all: Schemes): boolean => [...all.keys()].join() === "sigv4";

/** The type of who calls, where the main module does not export it. */
export function callerTypes(service: ServiceIr): readonly Symbol[] {
  return isRuntimes(schemesOf(service)) ? [] : [runtimeType("contract/service", "Identity")];
}

/** The types of who a client may be set up as. */
export function identityTypes(service: ServiceIr): readonly Symbol[] {
  return knownOf(schemesOf(service)).flatMap(({ module, identity }) =>
    identity.map((name) => runtimeType(module, name)),
  );
}

type Schemes = ReadonlyMap<AuthSchemeIr["kind"], AuthSchemeIr>;

/** The schemes that a service or any of its operations has. */
function schemesOf({ auth, operations }: ServiceIr): Schemes {
  const used = [auth, ...operations.map((operation) => operation.auth ?? [])].flat();
  return new Map(used.map((scheme) => [scheme.kind, scheme]));
}

function knownOf(all: Schemes) {
  return [...all.keys()].sort().flatMap((kind) => (kind === "none" ? [] : [schemes[kind]]));
}

function declarations(
  service: ServiceIr,
  all: Schemes,
  hasTargets: boolean,
): readonly Declaration[] {
  const known = knownOf(all);
  const fakes = known.map(({ fake }) => `${fake},`);
  const apiKey = all.get("apiKey");
  return [
    hasTargets
      ? {
          kind: "reExport",
          module: targets,
          symbols: [{ ...runtime("auth/targets", "signBy"), alias: "sign" }],
        }
      : {
          kind: "reExport",
          module: "runtime/auth/schemes",
          symbols: [runtime("auth/schemes", "sign")],
        },
    {
      kind: "interface",
      name: "AuthConfig",
      doc: "How a client is set up to authenticate its requests.",
      extends: known.map(({ module, config }) => code`${runtimeType(module, config)}`),
      properties: [],
    },
    {
      kind: "typeAlias",
      name: "AuthIdentity",
      type: code`${runtimeType("contract/service", "Identity")}`,
    },
    ...(apiKey?.kind === "apiKey" ? [apiKeyDeclaration(apiKey)] : []),
    {
      kind: "function",
      name: "identitySource",
      exported: true,
      doc: "Finds who calls an operation that has no schemes of its own, by the first that is set up.",
      parameters: [{ name: "config", type: code`AuthConfig & ${identityConfig}` }],
      returnType: code`${identitySource}`,
      body: code`return ${runtime("auth/schemes", "identityBy")}(${listOf(service.auth)}, config);`,
    },
    {
      kind: "const",
      name: "fakeIdentity",
      exported: true,
      doc: "The identity that a fake of the service takes.",
      type: code`AuthConfig`,
      value: fakes.length === 0 ? code`{}` : code`{\n${fakes.join("\n")}\n}`,
    },
  ];
}

const identitySource: Symbol = runtimeType("auth/schemes", "IdentitySource");

function apiKeyDeclaration({
  in: where,
  name,
  scheme,
}: AuthSchemeIr & { kind: "apiKey" }): Declaration {
  const place = [
    `in: ${literal(where)}`,
    `name: ${literal(name)}`,
    ...(scheme === undefined ? [] : [`scheme: ${literal(scheme)}`]),
  ];
  return {
    kind: "const",
    name: "apiKeyAuth",
    exported: true,
    doc: "An API key, where the service wants it.",
    type: code`${runtimeType("contract/service", "AuthScheme")}`,
    value: code`{
  setting: "apiKey",
  identity: (config: AuthConfig & ${identityConfig}) => ${runtime("auth/apiKeyAuth", "apiKeyIdentity")}(config, { ${place.join(", ")} }),
}`,
  };
}
