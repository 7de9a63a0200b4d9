import type { Json } from "../smithy/model.js";
import { constantAttribute, type PartitionAttribute } from "./partitions.js";
import {
  expectArray,
  expectString,
  isObject,
  memberOf,
  Problem,
  step,
  type ProblemCode,
} from "./problem.js";
import type { Expression, FunctionName, RecordType, Type } from "./program.js";
import { parsePath, parseTemplate, type PathStep } from "./template.js";
import { attributes, signatures, type Binding, type Typed } from "./types.js";

/** What the names in reach stand for. */
export type Scope = ReadonlyMap<string, Binding>;

/**
 * Reads an expression and checks its types: a template string, a boolean, an integer, a reference
 * (`ref`) or a function call (`fn`).
 *
 * @throws Problem
 */
export function parseExpression(json: Json | undefined, pointer: string, scope: Scope): Typed {
  if (typeof json === "string") return parseString(json, pointer, scope);
  if (typeof json === "boolean") return literal(json, "boolean");
  if (typeof json === "number") {
    if (Number.isInteger(json)) return literal(json, "integer");
    return fail("RuleSet.Invalid", `${json} is not an integer`, pointer);
  }
  if (isObject(json)) {
    const reference = memberOf(json, "ref");
    if (typeof reference === "string") return lookUp(reference, step(pointer, "ref"), scope);
    if (memberOf(json, "fn") !== undefined) return parseCall(json, pointer, scope);
  }
  const expected = "a string, a boolean, an integer, a reference (ref) or a function call (fn)";
  return fail("RuleSet.Invalid", `expected ${expected}`, pointer);
}

/**
 * Reads an expression that has to be of a type, and set.
 *
 * @throws Problem
 */
export function parseAs(
  type: Type,
  json: Json | undefined,
  pointer: string,
  scope: Scope,
): Expression {
  return expectType(type, parseExpression(json, pointer, scope), pointer);
}

/** A string may be a template. */
function parseString(text: string, pointer: string, scope: Scope): Typed {
  const parts = parseTemplate(text, pointer).map((part): Expression => {
    if (part.kind === "text") return { kind: "literal", value: part.text };
    const base = lookUp(part.name, pointer, scope);
    const value = part.path === undefined ? base : follow(base, part.path, pointer);
    return expectType("string", value, pointer);
  });
  return { expression: { kind: "template", parts }, type: "string", optional: false };
}

/** Reads a call of a function, which is what a condition is too. @throws Problem */
export function parseCall(
  call: { readonly [key: string]: Json },
  pointer: string,
  scope: Scope,
): Typed {
  const name = expectString(memberOf(call, "fn"), step(pointer, "fn"));
  const argvPointer = step(pointer, "argv");
  const argv = expectArray(memberOf(call, "argv"), argvPointer);
  const at = (index: number) => step(argvPointer, index);
  const arity = (least: number, most = least) => {
    if (argv.length >= least && argv.length <= most) return;
    const expected = most === Infinity ? `${least} or more` : least;
    const message = `${name} takes ${expected} arguments, not ${argv.length}`;
    fail("RuleSet.TypeMismatch", message, argvPointer);
  };
  const boolean = (index: number) => parseAs("boolean", argv[index], at(index), scope);
  const string = (index: number) => parseAs("string", argv[index], at(index), scope);
  const any = (index: number) => parseExpression(argv[index], at(index), scope);

  switch (name) {
    case "isSet": {
      arity(1);
      const { expression, optional } = any(0);
      return optional
        ? result({ kind: "isSet", of: expression }, "boolean")
        : literal(true, "boolean");
    }
    case "not":
      arity(1);
      return result({ kind: "not", of: boolean(0) }, "boolean");
    case "booleanEquals":
      arity(2);
      return result({ kind: "equals", left: boolean(0), right: boolean(1) }, "boolean");
    case "stringEquals":
      arity(2);
      return result({ kind: "equals", left: string(0), right: string(1) }, "boolean");
    case "getAttr":
      arity(2);
      return follow(any(0), expectString(argv[1], at(1)), at(1));
    case "coalesce": {
      arity(2, Infinity);
      const values = sameType(
        argv.map((_, index) => any(index)),
        at,
      );
      const set = values.findIndex((value) => !value.optional);
      // What comes after one that is always set is never looked at.
      const reachable = set < 0 ? values : values.slice(0, set + 1);
      const of = reachable.map((value) => value.expression);
      const [first] = values as [Typed];
      const expression: Expression = of.length > 1 ? { kind: "coalesce", of } : first.expression;
      return { expression, type: first.type, optional: set < 0 };
    }
    case "ite": {
      arity(3);
      const test = boolean(0);
      const [then, otherwise] = sameType([any(1), any(2)], (index) => at(index + 1)) as [
        Typed,
        Typed,
      ];
      return {
        expression: {
          kind: "choose",
          test,
          then: then.expression,
          otherwise: otherwise.expression,
        },
        type: then.type,
        optional: then.optional || otherwise.optional,
      };
    }
    default:
  }

  const signature = signatures.get(name);
  if (!signature) {
    return fail("RuleSet.UnknownFunction", `there is no function ${name}`, step(pointer, "fn"));
  }
  arity(signature.parameters.length);
  const args = signature.parameters.map((type, index) =>
    parseAs(type, argv[index], at(index), scope),
  );
  if (name === "split" && argv[1] === "") {
    fail("RuleSet.Invalid", "split needs a delimiter that is not empty", at(1));
  }
  for (const [index, argument] of argv.entries()) {
    if (typeof argument !== "number" || argument >= 0) continue;
    fail("RuleSet.Invalid", `${name} takes no negative numbers`, at(index));
  }
  return {
    expression: { kind: "call", function: name as FunctionName, arguments: args },
    type: signature.type,
    optional: signature.optional,
  };
}

/** What lies at a `getAttr` path of a value. */
function follow(base: Typed, path: string, pointer: string): Typed {
  return parsePath(path, pointer).reduce((value, next) => followStep(value, next, pointer), base);
}

function followStep(value: Typed, next: PathStep, pointer: string): Typed {
  if (value.optional) fail("RuleSet.TypeMismatch", unset(value), pointer);
  const { expression: of, type } = value;
  if (typeof next === "number") {
    expectType("stringArray", value, pointer);
    return { expression: { kind: "item", of, index: next }, type: "string", optional: true };
  }
  const attribute = attributes.get(type)?.get(next);
  if (!attribute) {
    return fail("RuleSet.UnknownAttribute", `a value of type ${type} has no ${next}`, pointer);
  }
  if (type === "partition") {
    const constant = constantAttribute(next as PartitionAttribute);
    if (constant !== undefined) return literal(constant, attribute);
  }
  const record = type as RecordType;
  return result({ kind: "attribute", of, type: record, name: next }, attribute);
}

function lookUp(name: string, pointer: string, scope: Scope): Typed {
  const binding = scope.get(name);
  if (!binding) {
    const known = [...scope.keys()].join(", ") || "nothing";
    const message = `there is no parameter or variable ${name} here; in reach: ${known}`;
    return fail("RuleSet.UnknownReference", message, pointer);
  }
  const { variable, type, optional } = binding;
  return { expression: { kind: "reference", variable }, type, optional };
}

function expectType(type: Type, value: Typed, pointer: string): Expression {
  if (value.type !== type) {
    fail("RuleSet.TypeMismatch", `expected a ${type}, found a ${value.type}`, pointer);
  }
  if (value.optional) fail("RuleSet.TypeMismatch", unset(value), pointer);
  return value.expression;
}

function sameType(values: readonly Typed[], pointer: (index: number) => string): readonly Typed[] {
  values.forEach(({ type }, index) => {
    const expected = values[0]?.type ?? type;
    if (type === expected) return;
    fail("RuleSet.TypeMismatch", `expected a ${expected}, found a ${type}`, pointer(index));
  });
  return values;
}

function unset({ expression }: Typed): string {
  const what = expression.kind === "reference" ? expression.variable.name : "the value";
  return `${what} may be unset here: a condition has to check it with isSet before`;
}

function result(expression: Expression, type: Type): Typed {
  return { expression, type, optional: false };
}

function literal(value: string | boolean | number, type: Type): Typed {
  return result({ kind: "literal", value }, type);
}

function fail(code: ProblemCode, message: string, pointer: string): never {
  throw new Problem(code, message, pointer);
}
