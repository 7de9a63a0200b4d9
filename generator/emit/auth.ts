import type { AuthSchemeIr, OperationIr, ServiceIr } from "../ir/ir.js";
import { code, join, literal, type Code, type Symbol } from "./code.js";
import type { Declaration, Module } from "./module.js";
import { runtime, runtimeType } from "./runtime.js";

/** What each scheme is in the runtime: its settings, and those that a fake of the service takes. */
const schemes = {
  sigv4: {
    symbol: runtime("sigv4Auth", "sigv4Auth"),
    config: runtimeType("credentials", "CredentialsConfig"),
    fake: `credentials: { accessKeyId: "AKIAFAKE", secretAccessKey: "fake" }`,
  },
  bearer: {
    symbol: runtime("bearerAuth", "bearerAuth"),
    config: runtimeType("bearerAuth", "TokenConfig"),
    fake: `token: { token: "fake" }`,
  },
  basic: {
    symbol: runtime("basicAuth", "basicAuth"),
    config: runtimeType("basicAuth", "LoginConfig"),
    fake: `login: { username: "fake", password: "fake" }`,
  },
  apiKey: {
    symbol: runtime("auth", "apiKeyAuth"),
    config: runtimeType("apiKeyAuth", "ApiKeyConfig"),
    fake: `apiKey: { apiKey: "fake" }`,
  },
  none: { symbol: runtime("authSchemes", "noAuth"), config: undefined, fake: undefined },
} as const;

const identityConfig = runtimeType("authSchemes", "IdentityConfig");

/** The schemes of an operation, where they are not its service's. */
export function operationAuth({ auth }: OperationIr): Code | undefined {
  return auth && listOf(auth);
}

function listOf(auth: readonly AuthSchemeIr[]): Code {
  return code`[${join(
    auth.map(({ kind }) => schemes[kind].symbol),
    ", ",
  )}]`;
}

/**
 * The module of how the service's requests are authenticated, in the place of the runtime's own,
 * which is for services whose every request is signed by Signature Version 4.
 */
export function authModules(service: ServiceIr): readonly Module[] {
  const used = [service.auth, ...service.operations.flatMap(({ auth }) => (auth ? [auth] : []))];
  const kinds = [...new Set(used.flat().map(({ kind }) => kind))].sort();
  if (kinds.join() === "sigv4") return [];
  return [
    { path: "runtime/auth", source: service.shape, declarations: declarations(service, used) },
  ];
}

function declarations(
  service: ServiceIr,
  used: readonly (readonly AuthSchemeIr[])[],
): readonly Declaration[] {
  const all = new Map(used.flat().map((scheme) => [scheme.kind, scheme]));
  const known = [...all.keys()].sort().map((kind) => schemes[kind]);
  const fakes = known.flatMap(({ fake }) => (fake === undefined ? [] : [`${fake},`]));
  const apiKey = all.get("apiKey");
  return [
    { kind: "reExport", module: "runtime/authSchemes", symbols: [runtime("authSchemes", "sign")] },
    {
      kind: "interface",
      name: "AuthConfig",
      doc: "How a client is set up to authenticate its requests.",
      extends: known.flatMap(({ config }) => (config ? [code`${config}`] : [])),
      properties: [],
    },
    { kind: "typeAlias", name: "AuthIdentity", type: code`${runtimeType("protocol", "Identity")}` },
    ...(apiKey?.kind === "apiKey" ? [apiKeyDeclaration(apiKey)] : []),
    {
      kind: "function",
      name: "identitySource",
      exported: true,
      doc: "Finds who calls an operation that has no schemes of its own, by the first that is set up.",
      parameters: [{ name: "config", type: code`AuthConfig & ${identityConfig}` }],
      returnType: code`${identitySource}`,
      body: code`return ${runtime("authSchemes", "identityBy")}(${listOf(service.auth)}, config);`,
    },
    {
      kind: "const",
      name: "noRegion",
      exported: true,
      doc: all.has("sigv4")
        ? "The region of a client that has none set: none that would do."
        : "The region of a client that has none set: nothing is signed for one.",
      type: all.has("sigv4") ? code`string` : code`undefined`,
      value: all.has("sigv4") ? code`""` : code`undefined`,
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

const identitySource: Symbol = runtimeType("authSchemes", "IdentitySource");

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
    type: code`${runtimeType("protocol", "AuthScheme")}`,
    value: code`{
  setting: "apiKey",
  identity: (config: AuthConfig & ${identityConfig}) => ${runtime("apiKeyAuth", "apiKeyIdentity")}(config, { ${place.join(", ")} }),
}`,
  };
}
