import type { Diagnostic } from "../smithy/diagnostic.js";
import type { Json, JsonObject } from "../smithy/model.js";
import type { Place } from "../smithy/report.js";
import type { Scope } from "./expression.js";
import { diagramBlocks } from "./diagramBlocks.js";
import { factorTests } from "./factor.js";
import { joinUrls } from "./joinUrls.js";
import { joinTests, layOut } from "./layout.js";
import { parseParameter, type ParsedParameter } from "./parameters.js";
import {
  collectProblems,
  entriesOf,
  expectObject,
  isArray,
  isObject,
  memberOf,
  Problem,
  step,
} from "./problem.js";
import type {
  Block,
  EndpointParameter,
  EndpointProgram,
  Expression,
  Statement,
  Variable,
} from "./program.js";
import { parseRules, type RuleContext } from "./rules.js";
import { hoist } from "./hoist.js";
import { parseFirst, type Parsed } from "./parseFirst.js";
import { writeOnce } from "./repeat.js";
import { simplify, type Given } from "./simplify.js";
import type { KnownParameter } from "./known.js";
import { checkSince } from "./since.js";
import type { Binding } from "./types.js";

export interface CompiledRuleSet {
  /** Absent where a diagnostic is an error. */
  readonly program?: EndpointProgram | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of the parameters before the rules are asked. */
export interface RuleOptions {
  /** There is a region: no request goes out without one. */
  readonly hasRegion?: boolean | undefined;
  /** What is known of parameters, by their names in the rules. */
  readonly known?: ReadonlyMap<string, KnownParameter> | undefined;
}

/**
 * Compiles the value of a `smithy.rules#endpointRuleSet` trait (Smithy rules engine 1.x): checks it,
 * folds what is known when a package is generated, and leaves what has to be decided at run time.
 *
 * @param place - where the rule set stands, for diagnostics
 */
export function compileRuleSet(
  ruleSet: Json,
  place?: Place,
  options?: RuleOptions,
): CompiledRuleSet {
  return parseRuleSet(ruleSet, place, options, tidy);
}

/** The parameters of rules, in either form; those that are wrong are left out. */
export function readParameters(rules: Json): readonly EndpointParameter[] {
  const { attempt } = collectProblems(undefined);
  const parameters = attempt(() => {
    const json = expectObject(memberOf(expectObject(rules, ""), "parameters"), "/parameters");
    return entriesOf(json).flatMap(
      ([name, value], id) => attempt(() => parseParameter({ name, id }, value, "")) ?? [],
    );
  });
  return parameters ?? [];
}

/** Compiles the value of a `smithy.rules#endpointBdd` trait; like {@link compileRuleSet}. */
export function compileDiagram(
  diagram: Json,
  place?: Place,
  options?: RuleOptions,
): CompiledRuleSet {
  return parseDiagram(diagram, place, options, tidy);
}

/**
 * Reads and checks a rule set.
 *
 * @param refine - what to make of it; as it is, it does as the rules say, step by step
 */
export function parseRuleSet(
  ruleSet: Json,
  place?: Place,
  options?: RuleOptions,
  refine: Refine = (block) => block,
): CompiledRuleSet {
  return parse(ruleSet, place, options, 0, (root, scope, context, { guards, given }) => {
    expectFew(root);
    const body = parseRules(memberOf(root, "rules"), "/rules", scope, context);
    return { body: refine([...guards, ...body], given, context.declare), functions: [] };
  });
}

/**
 * Reads and checks a decision diagram.
 *
 * @param refine - what to make of each block; as it is, it asks question after question
 */
export function parseDiagram(
  diagram: Json,
  place?: Place,
  options?: RuleOptions,
  refine: Refine = (block) => block,
): CompiledRuleSet {
  return parse(diagram, place, options, 1, (root, scope, context, { guards, given }) => {
    const { body, functions } = diagramBlocks(root, scope, context, (block) =>
      refine(block, given, context.declare),
    );
    return { body: [...guards, ...body], functions };
  });
}

/** A rule's conditions are joined first, so that it shows which of them cannot hold together. */
function tidy(block: Block, given: Given, declare: (name: string) => Variable): Block {
  const plain = layOut(simplify(joinTests(block), given));
  const { block: known, parsed } = parseFirst(plain, given.optional, declare);
  const joined = joinUrls(
    factored(layOut(simplify(known, { ...given, parsed })), { ...given, parsed }),
  );
  return hoist(writeOnce(hoist(joined, given.certain, declare), declare), given.certain, declare);
}

/** How often to look for more. */
const mostRounds = 10;

/** What is asked once may tell the answers to other questions, and make room to ask those once. */
function factored(block: Block, given: Given & Pick<Parsed, "parsed">, rounds = mostRounds): Block {
  const once = factorTests(block);
  if (JSON.stringify(once) === JSON.stringify(block)) return block;
  const next = layOut(simplify(once, given));
  return rounds === 1 || JSON.stringify(next) === JSON.stringify(block)
    ? next
    : factored(next, given, rounds - 1);
}

/** What to make of a block, by what is known of parameters. */
type Refine = (block: Block, given: Given, declare: (name: string) => Variable) => Block;

/** What comes of the parameters before there are rules. */
interface Parameters {
  /** Errors for those that have to be there, and may not be. */
  readonly guards: Block;
  readonly given: Given;
}

/** Reads what both forms of rules have alike, and the rules themselves as `read` does. */
function parse(
  json: Json,
  place: Place | undefined,
  { hasRegion, known }: RuleOptions = {},
  leastMinor: number,
  read: (
    root: JsonObject,
    scope: Scope,
    context: RuleContext,
    parameters: Parameters,
  ) => Pick<EndpointProgram, "body" | "functions">,
): CompiledRuleSet {
  const problems = collectProblems(place);
  let variables = 0;
  const declare = (name: string): Variable => ({ name, id: variables++ });
  const program = problems.attempt((): EndpointProgram => {
    const root = expectObject(json, "");
    const minor = expectVersion(memberOf(root, "version"), leastMinor);
    const parametersAt = "/parameters";
    const parameters = entriesOf(expectObject(memberOf(root, "parameters"), parametersAt)).flatMap(
      ([name, value]) => {
        const at = step(parametersAt, name);
        const parsed = problems.attempt(() => parseParameter(declare(name), value, at));
        if (!parsed) return [];
        const isSet =
          (hasRegion && parsed.property === "Region") ||
          ["set", "constant"].includes(known?.get(name)?.kind ?? "");
        return isSet ? { ...parsed, isSet } : parsed;
      },
    );
    problems.attempt(() => expectDistinct(parameters));
    const scope = new Map(
      parameters.map((parameter) => [parameter.variable.name, bind(parameter)]),
    );
    for (const key of ["rules", "conditions", "results"]) {
      checkSince(minor, memberOf(root, key) ?? [], step("", key), problems);
    }
    const given = givenOf(parameters, known);
    const guards = parameters.flatMap(expectSet);
    const rules = read(root, scope, { problems, declare }, { guards, given });
    const open = parameters.filter(
      ({ variable: { id } }) => !given.absent.has(id) && !given.constants.has(id),
    );
    return { parameters: open, ...rules };
  });
  const { diagnostics } = problems;
  return { program: diagnostics.length > 0 ? undefined : program, diagnostics };
}

function givenOf(parameters: readonly ParsedParameter[], known: RuleOptions["known"]): Given {
  const absent = new Set<number>();
  const constants = new Map<number, Expression>();
  for (const { variable, default: fallback } of parameters) {
    const fact = known?.get(variable.name);
    if (!fact || fact.kind === "set") continue;
    const value = fact.kind === "constant" ? fact.value : fallback;
    if (value === undefined) absent.add(variable.id);
    else if (typeof value !== "object") constants.set(variable.id, { kind: "literal", value });
  }
  const certain = new Set(
    parameters.filter((each) => !bind(each).optional).map(({ variable: { id } }) => id),
  );
  const optional = new Set(
    parameters.filter(({ variable: { id } }) => !certain.has(id)).map((each) => each.variable.id),
  );
  return { absent, certain, optional, constants };
}

function bind({ variable, type, required, isSet, default: fallback }: ParsedParameter): Binding {
  return { variable, type, optional: !required && !isSet && fallback === undefined };
}

/** A required parameter has to be given, where there is nothing to stand in for it. */
function expectSet({ variable, required, isSet, default: fallback }: ParsedParameter): Block {
  if (!required || isSet || fallback !== undefined) return [];
  const message = `${variable.name} is required to find the endpoint`;
  const error: Statement = { kind: "error", message: { kind: "literal", value: message } };
  const test = { kind: "isSet", of: { kind: "reference", variable } } as const;
  return [{ kind: "if", test: { kind: "not", of: test }, then: [error] }];
}

/** Returns the minor version. */
function expectVersion(version: Json | undefined, leastMinor: number): number {
  const [, minor] = /^1\.(\d+)$/.exec(typeof version === "string" ? version : "") ?? [];
  if (minor !== undefined && Number(minor) >= leastMinor) return Number(minor);
  throw new Problem(
    "RuleSet.Unsupported",
    `expected a version 1 of the rules engine, such as "1.${leastMinor}", found ${JSON.stringify(version)}`,
    "/version",
  );
}

/** What is known of a rule is held against those before it. S3, with most of AWS's, has 1,131. */
const mostRules = 12_000;

function expectFew(root: JsonObject): void {
  const countOf = (json: Json | undefined): number =>
    isArray(json)
      ? json.reduce<number>((sum, rule) => {
          const conditions = isObject(rule) ? memberOf(rule, "conditions") : undefined;
          const own = 1 + (isArray(conditions) ? conditions.length : 0);
          return sum + own + (isObject(rule) ? countOf(memberOf(rule, "rules")) : 0);
        }, 0)
      : 0;
  const count = countOf(memberOf(root, "rules"));
  if (count <= mostRules) return;
  const message = `expected at most ${mostRules} rules and conditions, found ${count}`;
  throw new Problem("RuleSet.Unsupported", message, "/rules");
}

function expectDistinct(parameters: readonly ParsedParameter[]): void {
  const taken = new Map<string, string>();
  for (const { variable, property } of parameters) {
    for (const name of new Set([variable.name.toLowerCase(), property.toLowerCase()])) {
      const other = taken.get(name);
      if (other !== undefined) {
        const message = `the parameters ${other} and ${variable.name} go by the same name`;
        throw new Problem("RuleSet.DuplicateName", message, step("/parameters", variable.name));
      }
      taken.set(name, variable.name);
    }
  }
}
