import type { Code, Symbol } from "./code.js";

/** The text inside of a doc comment. What it links to is imported as anything else is. */
export type Doc = Code | string;

/** A member of an interface. */
export interface PropertyDeclaration {
  readonly name: string;
  readonly type: Code;
  readonly optional: boolean;
  readonly readonly?: true | undefined;
  readonly doc?: Doc | undefined;
}

export interface ParameterDeclaration {
  readonly name: string;
  readonly type: Code;
  readonly optional?: boolean | undefined;
  readonly initializer?: Code | undefined;
}

export interface TypeParameterDeclaration {
  readonly name: string;
  readonly default: Code;
}

/** A top-level statement of a module. */
export type Declaration =
  | {
      readonly kind: "interface";
      readonly name: string;
      readonly doc?: Doc | undefined;
      readonly extends?: readonly Code[] | undefined;
      readonly properties: readonly PropertyDeclaration[];
    }
  | {
      readonly kind: "typeAlias";
      readonly name: string;
      readonly doc?: Doc | undefined;
      readonly type: Code;
    }
  | {
      readonly kind: "function";
      readonly name: string;
      readonly exported: boolean;
      readonly doc?: Doc | undefined;
      readonly typeParameters?: readonly TypeParameterDeclaration[] | undefined;
      readonly parameters: readonly ParameterDeclaration[];
      readonly returnType: Code;
      readonly body: Code;
    }
  | {
      readonly kind: "const";
      readonly name: string;
      readonly exported: boolean;
      readonly doc?: Doc | undefined;
      readonly type?: Code | undefined;
      readonly value: Code;
    }
  | {
      /** Names exported from another module of the package. */
      readonly kind: "reExport";
      readonly module: string;
      readonly symbols: readonly (Symbol & { readonly alias?: string })[];
    }
  | {
      /** A statement as text, where no structure fits; `names` are those it declares. */
      readonly kind: "statement";
      readonly names: readonly string[];
      /** Those of them that callers can import. */
      readonly exports?: readonly string[] | undefined;
      readonly code: Code;
    };

/** A module of the generated package. */
export interface Module {
  /** Its path in `src`, without extension. */
  readonly path: string;
  /** What the header says that it was generated from, such as a shape ID. */
  readonly source: string;
  readonly declarations: readonly Declaration[];
}
