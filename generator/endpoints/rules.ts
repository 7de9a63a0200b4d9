import type { Json, JsonObject } from "../smithy/model.js";
import { expectAuthSchemes } from "./authSchemes.js";
import { parseAs, parseCall, parseExpression, type Scope } from "./expression.js";
import {
  entriesOf,
  expectArray,
  expectObject,
  expectString,
  isArray,
  isObject,
  memberOf,
  Problem,
  step,
  type Problems,
} from "./problem.js";
import type { Block, Expression, Property, Statement, Variable } from "./program.js";
import type { Typed } from "./types.js";

/** What reading rules needs. */
export interface RuleContext {
  readonly problems: Problems;
  /** A variable unlike all others. */
  readonly declare: (name: string) => Variable;
}

/** The result where no rule of a list matches. A tree's list is as final as the rule set's own. */
export const exhausted: Statement = {
  kind: "error",
  message: { kind: "literal", value: "No endpoint rule matches the parameters" },
};

/** Reads a list of rules to statements; what is wrong with a rule is collected, not thrown. */
export function parseRules(
  json: Json | undefined,
  pointer: string,
  scope: Scope,
  context: RuleContext,
): Block {
  const { attempt } = context.problems;
  const rules = attempt(() => expectArray(json, pointer)) ?? [];
  const statements = rules.flatMap((rule, index) => {
    const at = step(pointer, index);
    return attempt(() => parseRule(expectObject(rule, at), at, scope, context)) ?? [];
  });
  return [...statements, exhausted];
}

function parseRule(rule: JsonObject, pointer: string, scope: Scope, context: RuleContext): Block {
  const conditionsAt = step(pointer, "conditions");
  const conditions: Block[] = [];
  let inner = scope;
  expectArray(memberOf(rule, "conditions"), conditionsAt).forEach((json, index) => {
    const condition = parseCondition(json, step(conditionsAt, index), inner, context);
    conditions.push(condition.statements);
    inner = condition.scope;
  });
  return conditions.reduceRight<Block>(nest, parseOutcome(rule, pointer, inner, context));
}

/** Puts what depends on a condition where the condition has left room for it. */
export function nest(then: Block, condition: Block): Block {
  const last = condition.at(-1);
  return last?.kind === "if"
    ? [...condition.slice(0, -1), { ...last, then }]
    : [...condition, ...then];
}

/** Reads what a rule is for. @throws Problem */
export function parseOutcome(
  rule: JsonObject,
  pointer: string,
  scope: Scope,
  context: RuleContext,
): Block {
  const type = memberOf(rule, "type");
  switch (type) {
    case "tree":
      return parseRules(memberOf(rule, "rules"), step(pointer, "rules"), scope, context);
    case "error": {
      const at = step(pointer, "error");
      return [{ kind: "error", message: parseAs("string", memberOf(rule, "error"), at, scope) }];
    }
    case "endpoint":
      return [parseEndpoint(memberOf(rule, "endpoint"), step(pointer, "endpoint"), scope)];
    default:
      throw new Problem(
        "RuleSet.Invalid",
        "expected one of the rule types endpoint, error and tree",
        step(pointer, "type"),
      );
  }
}

/**
 * Reads what a condition does: statements of which the last may be an `if` whose block is still empty.
 *
 * @throws Problem
 */
export function parseCondition(
  json: Json,
  pointer: string,
  scope: Scope,
  context: RuleContext,
): { readonly statements: Block; readonly scope: Scope } {
  const condition = expectObject(json, pointer);
  const value = parseCall(condition, pointer, scope);
  const assign = memberOf(condition, "assign");
  if (assign === undefined) return { statements: testOf(value), scope: narrow(scope, value) };

  const at = step(pointer, "assign");
  const name = expectString(assign, at);
  expectName(name, at);
  if (scope.has(name)) {
    throw new Problem("RuleSet.DuplicateName", `the name ${name} is already taken here`, at);
  }
  const variable = context.declare(name);
  const { type, expression, optional } = value;
  const bind: Statement = { kind: "bind", variable, value: expression, optional };
  const reference: Expression = { kind: "reference", variable };
  return {
    statements: [bind, ...testOf({ type, optional, expression: reference })],
    // Where the scope is used, the condition holds.
    scope: new Map([...scope, [name, { variable, type, optional: false }]]),
  };
}

/** A condition holds where its value is set and not `false`. */
function testOf({ expression, type, optional }: Typed): Block {
  if (type === "boolean") return [{ kind: "if", test: expression, then: [] }];
  return optional ? [{ kind: "if", test: { kind: "isSet", of: expression }, then: [] }] : [];
}

/** The scope where a condition holds: what it found to be set, is. */
function narrow(scope: Scope, { expression }: Typed): Scope {
  if (expression.kind !== "isSet" || expression.of.kind !== "reference") return scope;
  const { variable } = expression.of;
  const binding = scope.get(variable.name);
  return binding ? new Map([...scope, [variable.name, { ...binding, optional: false }]]) : scope;
}

function parseEndpoint(json: Json | undefined, pointer: string, scope: Scope): Statement {
  const endpoint = expectObject(json, pointer);
  const headersAt = step(pointer, "headers");
  const propertiesAt = step(pointer, "properties");
  const urlAt = step(pointer, "url");
  const url = parseAs("string", memberOf(endpoint, "url"), urlAt, scope);
  expectScheme(url, urlAt);
  return {
    kind: "endpoint",
    url,
    headers: entriesOf(expectObject(memberOf(endpoint, "headers") ?? {}, headersAt)).map(
      ([name, values]) => {
        const at = step(headersAt, name);
        if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
          throw new Problem("RuleSet.Invalid", "this is no name of an HTTP header", at);
        }
        const expressions = expectArray(values, at).map((value, index) =>
          parseAs("string", value, step(at, index), scope),
        );
        return [name, expressions];
      },
    ),
    properties: parseEndpointProperties(endpoint, propertiesAt, scope),
  };
}

function parseEndpointProperties(
  endpoint: JsonObject,
  pointer: string,
  scope: Scope,
): readonly (readonly [string, Property])[] {
  const properties = expectObject(memberOf(endpoint, "properties") ?? {}, pointer);
  const schemes = memberOf(properties, "authSchemes");
  if (schemes !== undefined) expectAuthSchemes(schemes, step(pointer, "authSchemes"));
  return parseProperties(properties, pointer, scope);
}

function parseProperties(
  json: Json,
  pointer: string,
  scope: Scope,
): readonly (readonly [string, Property])[] {
  return entriesOf(expectObject(json, pointer)).map(([name, value]) => [
    name,
    parseProperty(value, step(pointer, name), scope),
  ]);
}

/** What is known of a URL before it is put together has to begin as one. @throws Problem */
function expectScheme(url: Expression, pointer: string): void {
  const [start, ...rest] = url.kind === "template" ? url.parts : [url];
  if (start?.kind !== "literal") return;
  const text = String(start.value);
  if (/^https?:\/\//i.test(text)) return;
  if (rest.length > 0 && ["http://", "https://"].some((scheme) => scheme.startsWith(text))) return;
  const message = `expected a URL with http:// or https://, found ${JSON.stringify(text)}`;
  throw new Problem("RuleSet.Invalid", message, pointer);
}

/** Properties hold no references or calls: an object in them is just an object. */
function parseProperty(json: Json, pointer: string, scope: Scope): Property {
  if (isArray(json)) {
    const items = json.map((item, index) => parseProperty(item, step(pointer, index), scope));
    return { kind: "list", items };
  }
  if (isObject(json)) return { kind: "record", entries: parseProperties(json, pointer, scope) };
  return parseExpression(json, pointer, scope).expression;
}

/** Tells whether a name may be a parameter's or variable's. @throws Problem */
export function expectName(name: string, pointer: string): void {
  if (/^[A-Za-z_]\w*$/.test(name)) return;
  const message = `expected a name of letters and digits, found ${JSON.stringify(name)}`;
  throw new Problem("RuleSet.Invalid", message, pointer);
}
