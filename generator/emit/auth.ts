import { signsRequests } from "../ir/auth.js";
import type { AuthSchemeIr, OperationIr, ServiceIr } from "../ir/ir.js";
import { code, join, literal, type Code, type Symbol } from "./printing/code.js";
import type { WirePlan } from "../protocols/plan.js";
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
  sigv4a: {
    symbol: runtime("auth/sigv4aAuth", "sigv4aAuth"),
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
    symbol: undefined,
    module: "auth/apiKeyAuth",
    config: "ApiKeyConfig",
    identity: ["ApiKey"],
    fake: `apiKey: { apiKey: "fake" }`,
  },
} as const;

const noAuth = runtime("auth/schemes", "noAuth");

const identityConfig = runtimeType("auth/renewal", "IdentityConfig");

/** The schemes of an operation, where they are not its service's. */
export function operationAuth(context: ClientContext, { auth }: OperationIr): Code | undefined {
  return auth && listOf(context, auth);
}

function listOf(context: ClientContext, auth: readonly AuthSchemeIr[]): Code {
  const symbols = auth.map(({ kind }) => {
    if (kind === "none") return noAuth;
    if (kind === "sigv4" && context.plan.signsEvents) return eventsAuth;
    if (kind === "sigv4" && hasVersions(context)) return versionsAuth;
    if (kind === "sigv4" && context.isShared && context.plan.hasTargets) return targetsAuth;
    if (kind === "bearer" && tokenVariable(context.service)) return own(context, "bearerAuth");
    return schemes[kind].symbol ?? own(context, "apiKeyAuth");
  });
  return code`[${join(symbols, ", ")}]`;
}

/** Where requests may be streams of events, each of which is signed. */
const eventsAuth = runtime("auth/signedEvents", "signedEventsAuth");
/** The one scheme that presigns, where a service has others: what else it has does not do so. */
export function sigv4Override(context: ClientContext): Symbol | undefined {
  const all = schemesOf(context.service);
  if (isRuntimes(all)) return undefined;
  if (hasVersions(context)) return versionsAuth;
  return schemes[all.has("sigv4") ? "sigv4" : "sigv4a"].symbol;
}

/** What signs the queries of requests. */
export function presigner(context: ClientContext): Symbol {
  if (hasVersions(context)) return runtime("auth/presignVersions", "presignVersions");
  return schemesOf(context.service).has("sigv4")
    ? runtime("auth/presign", "presign")
    : runtime("auth/presignV4a", "presignV4a");
}

const versionsAuth = runtime("auth/versionsAuth", "versionsAuth");
/** In a runtime of one service, what is common to all calls knows how they are signed, and does it. */
const targetsAuth = runtime("auth/targetsAuth", "targetsAuth");

/** Where the module lies that is the service's own: in a runtime that others have too, it cannot. */
const modulePath = ({ isShared }: ClientContext): string =>
  isShared ? "auth" : "runtime/auth/auth";

const own = (context: ClientContext, name: string): Symbol => ({
  kind: "symbol",
  name,
  module: modulePath(context),
});

/** The type of how a client is set up to authenticate its requests. */
export function authConfig(context: ClientContext): Symbol {
  const isPlain = context.isShared && isRuntimes(schemesOf(context.service));
  return isPlain
    ? runtimeType("auth/credentials", "CredentialsConfig")
    : { ...own(context, "AuthConfig"), typeOnly: true };
}

/** What finds who calls, where a runtime that other services have too does not know that. */
export function ownIdentity(context: ClientContext): Symbol | undefined {
  const { isShared, plan } = context;
  if (!isShared) return undefined;
  if (!isRuntimes(schemesOf(context.service))) return own(context, "identitySource");
  const identity = (name: string): Symbol => runtime(`auth/${name}Identity`, `${name}Identity`);
  if (plan.signsEvents) return identity("signedEvents");
  if (hasVersions(context)) return identity(plan.hasTargets ? "versions" : "pathVersions");
  return plan.hasTargets ? identity("targets") : undefined;
}

/** Whether endpoints say by which version of the signature a request is signed. */
const hasVersions = ({ plan }: ClientContext): boolean => (plan.endpointSchemes ?? []).length > 0;

/**
 * The variable of the environment that has a bearer token for the service, if it may have one
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-bearer-token.html).
 */
function tokenVariable(service: ServiceIr): string | undefined {
  const { signingName } = service;
  if (signingName === undefined || !schemesOf(service).has("bearer")) return undefined;
  return `AWS_BEARER_TOKEN_${signingName.replace(/[^A-Za-z0-9]/g, "_").toUpperCase()}`;
}

/**
 * The module of how the service's requests are authenticated, in the place of the runtime's own,
 * which is for services whose every request is signed by Signature Version 4.
 */
export function authModules(context: ClientContext): readonly Module[] {
  const { service, plan } = context;
  const all = schemesOf(service);
  const versions = hasVersions(context);
  const isOwn = !isRuntimes(all);
  if (!isOwn && (context.isShared || !(plan.hasTargets || versions || plan.signsEvents))) return [];
  return [
    {
      path: modulePath(context),
      source: service.shape,
      declarations: isOwn
        ? declarations(context, all)
        : plan.signsEvents
          ? [signedBy("auth/signedEvents")]
          : signedTargets(plan, versions),
    },
  ];
}

const targets = "runtime/auth/targets";

/** Signing by Signature Version 4 alone, or by the version that the endpoint wants. */
function signedTargets(plan: WirePlan, versions: boolean): readonly Declaration[] {
  const others = ["fakeIdentity", "identitySource", ...(versions ? [] : ["sign"])];
  return [
    {
      kind: "reExport",
      module: targets,
      symbols: [
        ...others.map((name) => runtime("auth/targets", name)),
        ...["AuthConfig", "AuthIdentity"].map((name) => runtimeType("auth/targets", name)),
      ],
    },
    ...(versions
      ? [reExported(plan.hasTargets ? "auth/versions" : "auth/pathVersions", "sign")]
      : []),
  ];
}

/** What a module has in the place of the runtime's own. */
const signedBy = (module: string): Declaration => ({
  kind: "reExport",
  module: `runtime/${module}`,
  symbols: [
    ...["fakeIdentity", "identitySource", "sign"].map((name) => runtime(module, name)),
    ...["AuthConfig", "AuthIdentity"].map((name) => runtimeType(module, name)),
  ],
});

function reExported(module: string, name: string, alias?: string): Declaration {
  const symbol = runtime(module, name);
  return {
    kind: "reExport",
    module: `runtime/${module}`,
    symbols: [alias === undefined ? symbol : { ...symbol, alias }],
  };
}

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

/** The schemes that take something, one of each that does. */
function knownOf(all: Schemes) {
  const known = [...all.keys()].sort().flatMap((kind) => (kind === "none" ? [] : [schemes[kind]]));
  return [...new Map(known.map((scheme) => [scheme.config, scheme])).values()];
}

function declarations(context: ClientContext, all: Schemes): readonly Declaration[] {
  const { service, plan } = context;
  const known = knownOf(all);
  const fakes = known.map(({ fake }) => `${fake},`);
  const apiKey = all.get("apiKey");
  const variable = tokenVariable(service);
  const several = [...all.keys()].filter((kind) => kind !== "none").length > 1;
  const preferring = several
    ? code`, ${runtime("auth/preference", "preferring")}(config${variable ? `, ${literal(variable)}` : ""})`
    : "";
  return [
    // What is no signature does not know what it is for.
    ...(context.isShared
      ? []
      : plan.hasTargets && signsRequests(service)
        ? [reExported("auth/targets", "signBy", "sign")]
        : [reExported("auth/schemes", "sign")]),
    {
      kind: "interface",
      name: "AuthConfig",
      doc: "How a client is set up to authenticate its requests.",
      extends: [
        ...known.map(({ module, config }) => code`${runtimeType(module, config)}`),
        ...(several ? [code`${runtimeType("auth/preference", "PreferenceConfig")}`] : []),
      ],
      properties: [],
    },
    ...(context.isShared ? [] : [identityType]),
    ...(apiKey?.kind === "apiKey" ? [apiKeyDeclaration(apiKey)] : []),
    ...(variable === undefined ? [] : [bearerDeclaration(variable)]),
    {
      kind: "function",
      name: "identitySource",
      exported: true,
      doc: "Finds who calls an operation that has no schemes of its own, by the first that is set up.",
      parameters: [{ name: "config", type: code`AuthConfig & ${identityConfig}` }],
      returnType: code`${identitySource}`,
      body: code`return ${runtime("auth/schemes", "identityBy")}(${listOf(context, service.auth)}, config${preferring});`,
    },
    ...(context.isShared ? [] : [fakeIdentity(fakes)]),
  ];
}

const identityType: Declaration = {
  kind: "typeAlias",
  name: "AuthIdentity",
  type: code`${runtimeType("contract/service", "Identity")}`,
};

const fakeIdentity = (fakes: readonly string[]): Declaration => ({
  kind: "const",
  name: "fakeIdentity",
  exported: true,
  doc: "The identity that a fake of the service takes.",
  type: code`AuthConfig`,
  value: fakes.length === 0 ? code`{}` : code`{\n${fakes.join("\n")}\n}`,
});

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
  name: "httpApiKeyAuth",
  setting: "apiKey",
  identity: (config: AuthConfig & ${identityConfig}) => ${runtime("auth/apiKeyAuth", "apiKeyIdentity")}(config, { ${place.join(", ")} }),
}`,
  };
}

function bearerDeclaration(variable: string): Declaration {
  return {
    kind: "const",
    name: "bearerAuth",
    exported: true,
    doc: `A token in the \`authorization\` header: what is set, or \`${variable}\` has.`,
    type: code`${runtimeType("contract/service", "AuthScheme")}`,
    value: code`{
  name: "httpBearerAuth",
  setting: "token",
  identity: (config: AuthConfig & ${identityConfig}) => ${runtime("auth/bearerFromEnvironment", "bearerFromEnvironment")}(config, ${literal(variable)}),
}`,
  };
}
