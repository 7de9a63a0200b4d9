import { signsRequests } from "../ir/auth.js";
import type { ClientContext } from "./context.js";
import type { Declaration, Module } from "./printing/module.js";
import { template, templateType } from "./runtime.js";

/** What the module exports of each template: its functions, and its types. */
const exported: readonly (readonly [
  module: string,
  values: readonly string[],
  types: readonly string[],
])[] = [
  [
    "chain",
    ["createCredentialChain", "fromNodeProviderChain"],
    ["ChainOptions", "CredentialChain"],
  ],
  ["calls", [], ["CallingOptions", "SourceClientConfig"]],
  ["host", [], ["Environment", "Host", "SourceOptions"]],
  ["profiles", [], ["ProfileOptions"]],
  ["provider", [], ["FoundCredentials", "Provider", "ProviderProperties", "SourceError"]],
  ["sources/container", ["fromContainerMetadata", "fromHttp"], ["ContainerOptions"]],
  ["sources/environment", ["fromEnv"], []],
  ["sources/instance", ["fromInstanceMetadata"], ["InstanceOptions"]],
  ["sources/login", ["fromLoginCredentials"], []],
  ["sources/process", ["fromProcess"], []],
  ["sources/profile", ["fromIni"], ["IniOptions"]],
  ["sources/sso", ["fromSSO"], ["SSOOptions"]],
  ["services/sts/operations/assumeRole", [], ["AssumeRoleRequest", "ProvidedContext", "Tag"]],
  ["services/sts/shapes/PolicyDescriptorType", [], ["PolicyDescriptorType"]],
  ["sources/temporary", ["fromTemporaryCredentials"], ["TemporaryOptions"]],
  [
    "sources/webIdentity",
    ["fromTokenFile", "fromWebToken"],
    ["RoleOptions", "TokenFileOptions", "WebTokenOptions"],
  ],
];

/** The module of the sources of credentials; none where no request is signed by such. */
export function credentialsModules({ service }: ClientContext): readonly Module[] {
  if (!signsRequests(service)) return [];
  return [
    {
      path: "credentials",
      source: service.shape,
      declarations: exported.map(([path, values, types]): Declaration => {
        const module = `credentials/${path}`;
        return {
          kind: "reExport",
          module,
          symbols: [
            ...values.map((name) => template(module, name)),
            ...types.map((name) => templateType(module, name)),
          ],
        };
      }),
    },
  ];
}
