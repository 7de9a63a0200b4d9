// AWS's older format of models, which its first SDKs are made from, as far as it is converted.
import type { Json, JsonObject } from "../../generator/smithy/model.js";

export interface C2jService {
  readonly metadata: {
    readonly apiVersion: string;
    readonly endpointPrefix: string;
    readonly protocol: string;
    /** All protocols, where there are several; `protocol` is one of them. */
    readonly protocols?: readonly string[];
    readonly jsonVersion?: string;
    readonly targetPrefix?: string;
    readonly serviceId: string;
    readonly serviceFullName: string;
    readonly signatureVersion: string;
    readonly signingName?: string;
    readonly auth?: readonly string[];
    readonly xmlNamespace?: string | { readonly uri: string };
    readonly awsQueryCompatible?: JsonObject;
  };
  readonly documentation?: string;
  readonly operations: Readonly<Record<string, C2jOperation>>;
  readonly shapes: Readonly<Record<string, C2jShape>>;
  readonly clientContextParams?: JsonObject;
}

export interface C2jOperation extends Deprecable {
  readonly http: {
    readonly method: string;
    readonly requestUri: string;
    readonly responseCode?: number;
  };
  readonly input?: { readonly shape: string };
  readonly output?: { readonly shape: string };
  readonly errors?: readonly { readonly shape: string }[];
  readonly documentation?: string;
  readonly idempotent?: boolean;
  readonly readonly?: boolean;
  readonly endpoint?: { readonly hostPrefix: string };
  readonly auth?: readonly string[];
  readonly unsignedPayload?: boolean;
  readonly httpChecksum?: JsonObject;
  readonly httpChecksumRequired?: boolean;
  readonly requestcompression?: { readonly encodings: readonly string[] };
  readonly staticContextParams?: JsonObject;
  readonly operationContextParams?: JsonObject;
}

export interface C2jShape extends Deprecable {
  readonly type: string;
  readonly documentation?: string;
  readonly sensitive?: boolean;
  /** Of numbers and booleans, that they may be absent. */
  readonly box?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly timestampFormat?: string;
  readonly streaming?: boolean;
  readonly requiresLength?: boolean;
  readonly member?: C2jMember;
  readonly key?: C2jMember;
  readonly value?: C2jMember;
  readonly flattened?: boolean;
  readonly sparse?: boolean;
  readonly members?: Readonly<Record<string, C2jMember>>;
  readonly required?: readonly string[];
  /** The member that is the body. */
  readonly payload?: string;
  readonly union?: boolean;
  readonly document?: boolean;
  readonly eventstream?: boolean;
  readonly exception?: boolean;
  /** That the service is at fault. */
  readonly fault?: boolean;
  readonly error?: {
    readonly code?: string;
    readonly httpStatusCode?: number;
    readonly senderFault?: boolean;
  };
  readonly retryable?: { readonly throttling?: boolean };
}

export interface C2jMember extends Deprecable {
  readonly shape: string;
  readonly documentation?: string;
  readonly location?: string;
  readonly locationName?: string;
  readonly queryName?: string;
  readonly box?: boolean;
  readonly flattened?: boolean;
  readonly idempotencyToken?: boolean;
  readonly hostLabel?: boolean;
  readonly contextParam?: JsonObject;
  readonly xmlAttribute?: boolean;
  readonly eventpayload?: boolean;
}

interface Deprecable {
  readonly deprecated?: boolean;
  readonly deprecatedMessage?: string;
  readonly deprecatedSince?: string;
}

/** What lies beside a service's model. */
export interface C2jExtras {
  readonly endpointRuleSet?: Json;
  readonly pagination?: Readonly<Record<string, C2jPaginator>>;
}

export interface C2jPaginator {
  readonly input_token?: Json;
  readonly output_token?: Json;
  readonly limit_key?: Json;
  readonly result_key?: Json | readonly Json[];
}
