import type {
  Argument,
  Comparison,
  Expression,
  FunctionName,
  Items,
  JsonValue,
} from "../jmespath/expression.js";
import { code, join, literal, propertyKey, type Code, type Symbol } from "./printing/code.js";
import { runtime } from "./runtime.js";

/** What is made of something at run time, and what that is called here. */
interface Value {
  readonly code: Code;
  /** Whether the value that is looked at is in it. */
  readonly looks: boolean;
}

const helper = (name: string): Symbol => runtime("call/jmespath", name);
const func = (name: string): Symbol => runtime("call/jmespathFunctions", name);

/** What each function is in the runtime. */
const functions: Readonly<Record<FunctionName, Symbol>> = {
  abs: func("absOf"),
  avg: func("averageOf"),
  ceil: func("ceilOf"),
  contains: func("containsIn"),
  ends_with: func("endsWith"),
  floor: func("floorOf"),
  join: func("joinedBy"),
  keys: func("keysIn"),
  length: func("countOf"),
  map: func("mapped"),
  max: func("maxOf"),
  max_by: func("maxBy"),
  merge: func("merged"),
  min: func("minOf"),
  min_by: func("minBy"),
  not_null: func("notNull"),
  reverse: func("reversed"),
  sort: func("sorted"),
  sort_by: func("sortedBy"),
  starts_with: func("startsWith"),
  sum: func("sumOf"),
  to_array: func("toList"),
  to_number: func("toNumber"),
  to_string: func("toText"),
  type: func("typeNameOf"),
  values: func("memberValues"),
};

/**
 * A JMESPath expression as an expression of the language, `unknown` to the compiler. It throws a
 * TypeError where the expression gives a function what it does not take.
 *
 * @param root - what it looks at
 */
export function jmespathCode(expression: Expression, root: Code): Code {
  return valueOf(expression, root).code;
}

/** What is in a function of a value is called so, at whatever depth: no expression looks further out. */
const inner = code`value`;

function valueOf(expression: Expression, current: Code): Value {
  const of = (one: Expression) => valueOf(one, current);
  switch (expression.kind) {
    case "current":
      return { code: current, looks: true };
    case "literal":
      return { code: jsonCode(expression.value), looks: false };
    case "field":
      return made(helper("fieldOf"), of(expression.of), literal(expression.name));
    case "index":
      return made(helper("itemAt"), of(expression.of), expression.index);
    case "pipe": {
      const { then } = expression;
      const name = then.kind === "list" || then.kind === "object" ? "selected" : "piped";
      return made(helper(name), of(expression.of), lambda(contentOf(then)));
    }
    case "project":
      return made(
        helper("projected"),
        itemsOf(expression.of, current),
        lambda(valueOf(expression.then, inner)),
      );
    case "or":
    case "and": {
      const name = helper(expression.kind === "or" ? "either" : "both");
      const [left, right] = [of(expression.left), of(expression.right)];
      return {
        code: code`${name}(${left.code}, () => ${right.code})`,
        looks: left.looks || right.looks,
      };
    }
    case "not": {
      const { code: negated, looks } = of(expression.of);
      return { code: code`!${helper("isTrue")}(${negated})`, looks };
    }
    case "compare":
      return comparison(expression.operator, of(expression.left), of(expression.right));
    case "list":
    case "object":
      return made(
        helper("selected"),
        { code: current, looks: true },
        lambda(contentOf(expression)),
      );
    case "call": {
      const given = expression.arguments.map((one) => argumentOf(one, current));
      const list = join(
        given.map((one) => one.code),
        ", ",
      );
      return {
        code: code`${functions[expression.name]}(${list})`,
        looks: given.some(({ looks }) => looks),
      };
    }
  }
}

/** What is made of a value that is there. */
function contentOf(expression: Expression): Value {
  const of = (one: Expression) => valueOf(one, inner);
  if (expression.kind === "list") {
    const items = expression.items.map(of);
    return {
      code: code`[${join(
        items.map((item) => item.code),
        ", ",
      )}]`,
      looks: items.some(({ looks }) => looks),
    };
  }
  if (expression.kind !== "object") return of(expression);
  const entries = new Map(expression.entries.map(([name, value]) => [name, of(value)]));
  const lines = [...entries].map(([name, value]) => code`${propertyKey(name)}: ${value.code}`);
  return {
    code: code`({ ${join(lines, ", ")} })`,
    looks: [...entries.values()].some(({ looks }) => looks),
  };
}

function itemsOf(items: Items, current: Code): Value {
  const of = valueOf(items.of, current);
  switch (items.kind) {
    case "items":
      return of;
    case "flatten":
      return made(helper("flattened"), of);
    case "values":
      return made(helper("valuesIn"), of);
    case "filter":
      return made(helper("filtered"), of, lambda(valueOf(items.condition, inner)));
    case "slice": {
      const bounds = items.bounds.map((bound) => (bound === undefined ? "undefined" : bound));
      return made(helper("sliceOf"), of, ...bounds);
    }
  }
}

function argumentOf(argument: Argument, current: Code): Value {
  if (argument.kind !== "reference") return valueOf(argument, current);
  return { code: lambda(valueOf(argument.of, inner)), looks: false };
}

function comparison(operator: Comparison, left: Value, right: Value): Value {
  const looks = left.looks || right.looks;
  const sides = code`${left.code}, ${right.code}`;
  switch (operator) {
    case "==":
      return { code: code`${helper("isEqual")}(${sides})`, looks };
    case "!=":
      return { code: code`!${helper("isEqual")}(${sides})`, looks };
    default: {
      const order = code`${helper("ordered")}(${sides})`;
      return {
        code: code`${helper("inOrder")}(${order}, (order) => order ${operator} 0)`,
        looks,
      };
    }
  }
}

function made(name: Symbol, of: Value, ...more: readonly (Code | string | number)[]): Value {
  return { code: code`${name}(${join([of.code, ...more], ", ")})`, looks: of.looks };
}

function lambda({ code: body, looks }: Value): Code {
  return code`(${looks ? "value" : ""}) => ${body}`;
}

/** JSON as the language's own. */
function jsonCode(value: JsonValue): Code {
  if (typeof value === "string") return code`${literal(value)}`;
  if (value === null || typeof value !== "object") return code`${String(value)}`;
  if (Array.isArray(value)) {
    return code`[${join((value as readonly JsonValue[]).map(jsonCode), ", ")}]`;
  }
  const entries = Object.entries(value as Readonly<Record<string, JsonValue>>);
  const lines = entries.map(([name, of]) => code`${propertyKey(name)}: ${jsonCode(of)}`);
  return code`({ ${join(lines, ", ")} })`;
}
