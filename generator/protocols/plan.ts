import type { Json, ShapeId } from "../ir/ir.js";

/** A value in generated code, as data. */
export type Expression =
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "bigint"; readonly value: bigint }
  | { readonly kind: "date"; readonly milliseconds: number }
  | { readonly kind: "bytes"; readonly base64: string }
  /** A union's value of which nothing is known. */
  | { readonly kind: "unknownUnion" }
  /** What a module of `templates` exports; where there are arguments, what it gives for them. */
  | {
      readonly kind: "template";
      /** Its path in `templates`, without extension. */
      readonly module: string;
      readonly name: string;
      readonly arguments?: readonly Expression[] | undefined;
    }
  /** The function that reads or writes a structure or union; likewise. */
  | {
      readonly kind: "reader" | "writer";
      readonly shape: ShapeId;
      readonly arguments?: readonly Expression[] | undefined;
    };

/** What the runtime exports, or what it gives for arguments. */
export function runtime(
  module: string,
  name: string,
  args?: readonly Expression[],
): Extract<Expression, { readonly kind: "template" }> {
  return { kind: "template", module: `runtime/${module}`, name, arguments: args };
}

export const json = (value: Json): Expression => ({ kind: "json", value });

/** A property of an object in generated code. */
export interface Entry {
  readonly name: string;
  readonly value: Expression;
  /** The type that has it, where the runtime's own has not. */
  readonly of?: TemplateType | undefined;
}

/** A type that a module of `templates` exports. */
export interface TemplateType {
  /** Its path in `templates`, without extension. */
  readonly module: string;
  readonly name: string;
}

/** Finishes requests, once it is known where they go. */
export interface Finisher {
  /** The function around the one that finds the endpoint; its arguments, if any, come after that. */
  readonly wrap: Extract<Expression, { readonly kind: "template" }>;
  /** What clients can set for it. */
  readonly settings?: readonly Setting[] | undefined;
}

/** A setting of the clients of a service. */
export interface Setting {
  readonly name: string;
  readonly type: "boolean" | "number" | "readonly string[]" | '"when_supported" | "when_required"';
  readonly documentation: string;
}

/** How a value stands in a message: the functions that read and write it. */
export interface Codec {
  readonly read: Expression;
  readonly write: Expression;
}

export interface MemberPlan {
  /** The member's name in the model, and so in the type. */
  readonly name: string;
  readonly codec: Codec;
  /** The output type promises the member; this stands for it where a response lacks it. */
  readonly fill?: Expression | undefined;
  /** What is sent where the caller gives no value. */
  readonly sent?: Expression | undefined;
}

/** A structure or union; its codec's functions take a value, and those of its members by name. */
export interface StructurePlan {
  readonly codec: Codec;
  readonly members: readonly MemberPlan[];
}

/** An input, output or error as a whole message, where that is not how its structure is planned. */
export interface MessagePlan {
  readonly message: StructurePlan;
  /** By the functions that read and write the structure, where the package has some. */
  readonly shared?: Codec | undefined;
}

/** A function that is made of operations; there where the package has all of them. */
export interface Helper {
  readonly name: string;
  /** Where callers import it from, without `./`. */
  readonly subpath: "transfer" | "batches";
  readonly documentation: string;
  /** The function of the templates, which takes the operations, the client, an input and options. */
  readonly implementation: { readonly module: string; readonly name: string };
  /** The type of what it takes, by what the first operation takes; absent where it takes just that. */
  readonly input?: string | undefined;
  readonly options: TemplateType;
  /** Beside it, the type of the result. */
  readonly result: string;
  /** The types that callers can import with it: those named here, and others that these lead to. */
  readonly types: readonly TemplateType[];
  /** The operations that it calls, the one first whose input it takes and whose output it gives. */
  readonly operations: readonly string[];
  /** It goes by the client's settings. */
  readonly asksSettings?: true;
}

/** Operations whose values of a union callers write and read as plain ones, on `./documents`. */
export interface Documents {
  readonly union: ShapeId;
  /** The function of the templates that calls an operation so. */
  readonly call: TemplateType;
  /** The types of an operation's messages, of the model's ones and of what items are. */
  readonly input: TemplateType;
  readonly result: TemplateType;
  /** What a client has beside other clients. */
  readonly client: TemplateType;
  readonly exports: {
    readonly values: readonly TemplateType[];
    readonly types: readonly TemplateType[];
  };
  readonly helpers: readonly DocumentHelper[];
}

/** A function that calls one operation several times; there where the package has that. */
export interface DocumentHelper {
  readonly name: string;
  readonly documentation: string;
  readonly operation: string;
  /** The function of the templates. */
  readonly implementation: TemplateType;
  readonly options: TemplateType;
  /** The type of its result, and of what that is made before what items are. */
  readonly result: TemplateType;
  readonly resultOf: readonly ("input" | "output" | "error")[];
  /** There is a promise of it. */
  readonly isPromise: boolean;
}

/** How a protocol puts a service on the wire. Data, of which emitters make source text. */
export interface WirePlan {
  /** What the runtime knows of the service. */
  readonly service: readonly Entry[];
  /** The functions of the runtime that write requests and read responses. */
  readonly messages: Codec;
  /** The schemes that endpoints may ask for and clients sign by, beside Signature Version 4. */
  readonly endpointSchemes?: readonly string[] | undefined;
  /** What finishes its requests, the innermost first. */
  readonly finishers?: readonly Finisher[] | undefined;
  /** The protocol at the service's end, for the fake. */
  readonly fake: Expression;
  /** What it answers with, by operations and errors: where that is not 200, and not 400 or 500. */
  readonly statuses?: ReadonlyMap<ShapeId, number> | undefined;
  /** Of every structure and union, error data included. */
  readonly structures: ReadonlyMap<ShapeId, StructurePlan>;
  /** Of inputs and outputs, where that is not just the same. */
  readonly whole?: ReadonlyMap<ShapeId, MessagePlan> | undefined;
  /** What has no members: the input or output of an operation that has none. */
  readonly unit: StructurePlan;
  /** Requests have a path and a query of their own, which signatures have in a canonical form. */
  readonly hasTargets?: true | undefined;
  /** Some of its requests are streams of events, each of which is signed. */
  readonly signsEvents?: true | undefined;
  /** Both at the service's end, where they are read and written in another way. */
  readonly served?: Pick<WirePlan, "structures" | "unit"> | undefined;
  /** What the runtime knows of each operation, beside how it is read and written. */
  readonly operations: ReadonlyMap<ShapeId, readonly Entry[]>;
  /** The same of each error. */
  readonly errors: ReadonlyMap<ShapeId, readonly Entry[]>;
  /** How requests are signed in the query; absent where that serves nobody. */
  readonly presigning?:
    | {
        readonly how?: Expression | undefined;
        /** The operation whose bucket takes files of forms, by name. */
        readonly post?: string | undefined;
      }
    | undefined;
  /** What the package has of several operations, on a subpath of its own. */
  readonly helpers?: readonly Helper[] | undefined;
  readonly documents?: Documents | undefined;
  /** The type of what all errors of the service tell beside their own. */
  readonly errorDetails?: TemplateType | undefined;
}
