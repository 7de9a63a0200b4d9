import type { Expression } from "../jmespath/expression.js";
import type { Json, ShapeId } from "../smithy/model.js";
import type { Segment } from "../smithy/uriPattern.js";

export type { Json, ShapeId } from "../smithy/model.js";
export type { Segment } from "../smithy/uriPattern.js";

/** What the documentation of anything is made of. */
export interface Documentation {
  /** As the model has it: HTML, or CommonMark. */
  readonly html?: string | undefined;
  readonly deprecated?:
    { readonly message?: string | undefined; readonly since?: string | undefined } | undefined;
  readonly internal?: true | undefined;
  readonly since?: string | undefined;
  readonly recommended?: string | true | undefined;
  /** The model's name, where generated code has another. */
  readonly modelName?: string | undefined;
}

export type TimestampFormat = "epoch-seconds" | "date-time" | "http-date";

/** What a `long` is to callers: a number, or a bigint, which holds all of its 64 bits. */
export type LongType = "number" | "bigint";

/** The type of a member, list item or map value. Structures, unions and enums are named by shape ID. */
export type TypeIr =
  | {
      readonly kind: "string" | "blob";
      /** What it holds, if the model says so. */
      readonly mediaType?: string | undefined;
      /** It is read and sent piece by piece; the service may have to know how long it is. */
      readonly stream?: { readonly needsLength: boolean } | undefined;
      readonly constraints: Constraints;
    }
  | { readonly kind: "boolean" }
  | { readonly kind: "integer"; readonly bits: 8 | 16 | 32; readonly constraints: Constraints }
  | { readonly kind: "long"; readonly as: LongType; readonly constraints: Constraints }
  | { readonly kind: "float"; readonly constraints: Constraints }
  | { readonly kind: "bigInteger"; readonly constraints: Constraints }
  | { readonly kind: "bigDecimal"; readonly constraints: Constraints }
  | { readonly kind: "timestamp"; readonly format?: TimestampFormat | undefined }
  | { readonly kind: "document" }
  /** Nothing but that it is there: a union's member without a value. */
  | { readonly kind: "unit" }
  | { readonly kind: "enum"; readonly shape: ShapeId }
  | { readonly kind: "intEnum"; readonly shape: ShapeId }
  | {
      readonly kind: "list";
      readonly item: TypeIr;
      /** Traits of the items that protocols read, as those of {@link MemberIr}. */
      readonly itemWire: ReadonlyMap<ShapeId, Json>;
      readonly sparse: boolean;
      readonly constraints: Constraints;
    }
  | {
      readonly kind: "map";
      readonly key: TypeIr;
      readonly value: TypeIr;
      /** Likewise, of the keys and the values. */
      readonly keyWire: ReadonlyMap<ShapeId, Json>;
      readonly valueWire: ReadonlyMap<ShapeId, Json>;
      readonly sparse: boolean;
      /** The keys are sensitive, so that no error may name one. */
      readonly secretKeys: boolean;
      readonly constraints: Constraints;
    }
  | { readonly kind: "structure"; readonly shape: ShapeId }
  /** A stream has any number of values of the union, one after the other. */
  | { readonly kind: "union"; readonly shape: ShapeId; readonly stream: boolean };

/** What the model asks of a value; told in the documentation, left to the service to enforce. */
export interface Constraints {
  readonly length?:
    { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
  readonly range?:
    { readonly min?: number | undefined; readonly max?: number | undefined } | undefined;
  readonly pattern?: string | undefined;
  readonly unique?: true | undefined;
}

export interface MemberIr {
  readonly name: string;
  readonly type: TypeIr;
  readonly required: boolean;
  /** The value that the service takes an absent member for. */
  readonly default?: Json | undefined;
  /**
   * In a nested structure, clients send the default themselves where the caller gives none
   * (https://smithy.io/2.0/spec/type-refinement-traits.html#default-trait).
   */
  readonly sendsDefault: boolean;
  /** Neither the member nor anything in it may reach a message or a log. */
  readonly sensitive: boolean;
  readonly idempotencyToken: boolean;
  /** Traits that protocols read: bindings and names on the wire. */
  readonly wire: ReadonlyMap<ShapeId, Json>;
  readonly documentation: Documentation;
}

/** Where values of a shape are met: in what the caller passes, in what it gets, or both. */
export type Direction = "input" | "output" | "both";

export interface StructureIr {
  readonly kind: "structure";
  readonly shape: ShapeId;
  readonly name: string;
  readonly members: readonly MemberIr[];
  readonly direction: Direction;
  /** In which messages it is, of the operations that can be called; absent where in none. */
  readonly wired?: Direction | undefined;
  /** The functions that read and write it. */
  readonly reader: string;
  readonly writer: string;
  /** Traits that protocols read: its name and namespace as a document. */
  readonly wire: ReadonlyMap<ShapeId, Json>;
  readonly documentation: Documentation;
}

export interface UnionIr {
  readonly kind: "union";
  readonly shape: ShapeId;
  readonly name: string;
  /** Of a stream that callers get, but for the errors that end it. */
  readonly members: readonly MemberIr[];
  /** The errors that events of a stream may be, by their names among these. */
  readonly exceptions?: ReadonlyMap<string, ShapeId> | undefined;
  readonly direction: Direction;
  readonly wired?: Direction | undefined;
  readonly reader: string;
  readonly writer: string;
  readonly wire: ReadonlyMap<ShapeId, Json>;
  readonly documentation: Documentation;
}

export interface EnumIr {
  readonly kind: "enum" | "intEnum";
  readonly shape: ShapeId;
  readonly name: string;
  readonly values: readonly EnumValueIr[];
  readonly documentation: Documentation;
}

export interface EnumValueIr {
  readonly name: string;
  readonly value: string | number;
  readonly documentation: Documentation;
}

export interface ErrorIr {
  readonly shape: ShapeId;
  /** Of its type, and of the error itself. */
  readonly name: string;
  /** Its name on the wire: the shape's own. */
  readonly code: string;
  /** Its code in AWS query, where the model gives it another. */
  readonly queryCode?: string | undefined;
  readonly fault: "client" | "server";
  readonly retry?: "transient" | "throttling" | undefined;
  /** The members other than the message, which is the `Error`'s own. */
  readonly members: readonly MemberIr[];
  /** The name of the message member, if there is one, and whether it is sensitive. */
  readonly message?: { readonly name: string; readonly sensitive: boolean } | undefined;
  readonly wire: ReadonlyMap<ShapeId, Json>;
  readonly documentation: Documentation;
}

/** A call of an operation, and what comes of it. */
export interface ExampleIr {
  readonly title: string;
  readonly documentation?: string | undefined;
  readonly input: Json;
  readonly output?: Json | undefined;
  readonly error?: { readonly shape: ShapeId; readonly content: Json } | undefined;
}

export interface OperationIr {
  readonly shape: ShapeId;
  /** As the model has it: `ReEncrypt`. */
  readonly name: string;
  /** The generated function: `reEncrypt`. */
  readonly functionName: string;
  /** The type of every way it can fail: `ReEncryptError`. */
  readonly errorTypeName: string;
  /** The bridge's class, and the types of what it takes and gives: `ReEncryptCommandInput`. */
  readonly commandName: string;
  readonly commandInputName: string;
  readonly commandOutputName: string;
  /** What the runtime knows of it: `reEncryptOperation`. */
  readonly constantName: string;
  /** It cannot be called: of all that it is made of, only types are generated. */
  readonly typesOnly: boolean;
  /** Absent where the model has none (`smithy.api#Unit`). */
  readonly input?: ShapeId | undefined;
  readonly output?: ShapeId | undefined;
  /** Shape IDs, by name. */
  readonly errors: readonly ShapeId[];
  /** Absent where it has no pages. */
  readonly pagination?: PaginationIr | undefined;
  /** By name. */
  readonly waiters: readonly WaiterIr[];
  readonly examples: readonly ExampleIr[];
  readonly wire: ReadonlyMap<ShapeId, Json>;
  /** The ways to authenticate its requests, where they are not the service's. */
  readonly auth?: readonly AuthSchemeIr[] | undefined;
  /** What stands before the endpoint's host: texts, and members of the input. */
  readonly hostPrefix?: readonly Segment[] | undefined;
  /** The service takes requests compressed. */
  readonly compressed: boolean;
  /** Requests are signed without their bodies. */
  readonly unsignedPayload: boolean;
  /** The service wants the MD5 of each request's body. */
  readonly checksumRequired: boolean;
  /** The checksums that its messages have, of an algorithm that can be chosen. */
  readonly checksums?: ChecksumsIr | undefined;
  /** The output, or the data of an error, may hold something sensitive. */
  readonly sensitive: boolean;
  readonly documentation: Documentation;
}

/**
 * How the pages of an operation follow each other
 * (https://smithy.io/2.0/spec/behavior-traits.html#paginated-trait).
 */
export interface PaginationIr {
  /** The generated function: `paginateListKeys`. */
  readonly functionName: string;
  /** What the runtime knows of it: `listKeysPages`. */
  readonly constantName: string;
  /** The members of the input that say which page, and how long it may be. */
  readonly inputToken: string;
  readonly pageSize?: string | undefined;
  /** The members of the output, and of structures in it, that lead to the token and to the items. */
  readonly outputToken: readonly string[];
  readonly items?: readonly string[] | undefined;
  /** The member of the output that says whether there is another page, whatever the token is. */
  readonly more?: string | undefined;
  /** A page that has the token which it was asked for with is the last. */
  readonly endsWithSameToken?: true | undefined;
}

/**
 * What waits until an operation says that something is so
 * (https://smithy.io/2.0/additional-specs/waiters.html).
 */
export interface WaiterIr {
  /** As the model has it: `TableExists`. */
  readonly name: string;
  /** The generated function: `waitUntilTableExists`. */
  readonly functionName: string;
  /** What the runtime knows of it: `tableExistsWaiter`. */
  readonly constantName: string;
  readonly documentation?: string | undefined;
  readonly deprecated: boolean;
  /** The bounds of the wait between two calls, in seconds. */
  readonly minDelay: number;
  readonly maxDelay: number;
  /** The first that matches counts. */
  readonly acceptors: readonly AcceptorIr[];
}

/** What a call's outcome may be, and what comes of that. */
export interface AcceptorIr {
  readonly state: "success" | "failure" | "retry";
  readonly matcher:
    /** An output, or an error, whatever is in it. */
    | { readonly kind: "any"; readonly success: boolean }
    /** An error by its shape's name, or its code. */
    | { readonly kind: "error"; readonly name: string }
    /** What a path leads to, in an output or in an object of `input` and `output`. */
    | {
        readonly kind: "output" | "inputOutput";
        readonly path: Expression;
        readonly comparator: Comparator;
        readonly expected: string;
      };
}

export type Comparator = "stringEquals" | "booleanEquals" | "allStringEquals" | "anyStringEquals";

/**
 * The checksums of an operation's messages
 * (https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait).
 */
export interface ChecksumsIr {
  /** Of its requests, where they have one. */
  readonly request?:
    | {
        /** The service takes no request without one. */
        readonly required: boolean;
        /** The member that names the algorithm, and the header that it is sent in. */
        readonly member?: string | undefined;
        readonly header?: string | undefined;
      }
    | undefined;
  /** The header that asks for one of the response. */
  readonly mode?: string | undefined;
  /** Responses may have one. */
  readonly ofResponses: boolean;
}

/** A way to authenticate requests. */
export type AuthSchemeIr =
  | { readonly kind: "sigv4" | "sigv4a" | "bearer" | "basic" | "none" }
  | {
      readonly kind: "apiKey";
      readonly in: "header" | "query";
      /** Of a header, in lower case, or of a parameter. */
      readonly name: string;
      /** Stands before the key in a header. */
      readonly scheme?: string | undefined;
    };

/** Everything the emitters have to know of a service: a model's closure, resolved and named. */
export interface ServiceIr {
  readonly shape: ShapeId;
  /** The service shape's name: `TrentService`. */
  readonly name: string;
  /** What AWS SDKs call it, as an identifier: `KMS`; the prefix of the client's names. */
  readonly clientName: string;
  /** The same in words: `Route 53`. */
  readonly sdkId: string;
  readonly title: string;
  readonly version: string;
  readonly signingName?: string | undefined;
  /** The ways to authenticate requests, the preferred first. */
  readonly auth: readonly AuthSchemeIr[];
  /** Shape IDs of the protocol traits it has. */
  readonly protocols: readonly ShapeId[];
  /** Traits that protocols read: the namespace of its documents. */
  readonly wire: ReadonlyMap<ShapeId, Json>;
  /** It spoke AWS query before, and tells the error codes of that too. */
  readonly queryCompatible: boolean;
  readonly operations: readonly OperationIr[];
  readonly structures: ReadonlyMap<ShapeId, StructureIr | UnionIr>;
  readonly enums: ReadonlyMap<ShapeId, EnumIr>;
  readonly errors: ReadonlyMap<ShapeId, ErrorIr>;
  /** Module to the structures and unions that it has exported so far, wherever they lie. */
  readonly exported: ReadonlyMap<string, readonly ShapeId[]>;
  readonly documentation: Documentation;
}
