import type { EndpointResult, Expression, Property } from "../../endpoints/program.js";
import { localName } from "../../ir/names.js";

/** A function that makes the endpoints that say the same beside their URLs, but for its parameters. */
export interface EndpointMaker {
  readonly name: string;
  /** What its endpoints are like. */
  readonly example: EndpointResult;
  /** What is a parameter of the function, by its place among the leaves of an endpoint. */
  readonly parameters: ReadonlyMap<number, MakerParameter>;
}

export interface MakerParameter {
  readonly name: string;
  readonly type: "string" | "boolean" | "number";
}

/** A value in the headers or properties of an endpoint, and what it is the value of. */
export interface Leaf {
  readonly key: string;
  readonly value: Expression;
}

/** How many values an endpoint has to have, beside its URL, to be worth a function. */
const leastValues = 3;

/** How many others have to be like an endpoint for a function to be shorter than all of them. */
const leastOthers = 2;

/** The makers of endpoints, by what those have in common; endpoints that are alone have none. */
export type EndpointMakers = ReadonlyMap<string, EndpointMaker>;

/**
 * Finds endpoints that differ in a few values only, beside their URLs.
 *
 * @param taken - names that mean something else in the module
 */
export function endpointMakers(
  results: readonly EndpointResult[],
  taken: Iterable<string>,
): EndpointMakers {
  const groups = new Map<string, EndpointResult[]>();
  for (const result of results) {
    if (leavesOf(result).length < leastValues) continue;
    const key = structureOf(result);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  const names = new Set(taken);
  const makers = new Map<string, EndpointMaker>();
  for (const [key, group] of groups) {
    const [example, ...others] = group as [EndpointResult];
    if (others.length < leastOthers) continue;
    const parameters = parametersOf(group);
    const constants = leavesOf(example).filter((_, index) => !parameters.has(index));
    const name = free(nameAfter(constants), names);
    names.add(name);
    makers.set(key, { name, example, parameters });
  }
  return makers;
}

/** The headers and properties of an endpoint, as one property; those that are there. */
export function detailsOf({ headers, properties }: EndpointResult): Property & { kind: "record" } {
  const lists = headers.map(([name, items]) => [name, { kind: "list", items }] as const);
  const parts: readonly (readonly [string, Property & { kind: "record" }])[] = [
    ["headers", { kind: "record", entries: lists }],
    ["properties", { kind: "record", entries: properties }],
  ];
  return { kind: "record", entries: parts.filter(([, { entries }]) => entries.length > 0) };
}

/** The values in the headers and properties of an endpoint, in order. */
export function leavesOf(result: EndpointResult): readonly Leaf[] {
  const leaves = (property: Property, key: string): readonly Leaf[] => {
    if (property.kind === "list") return property.items.flatMap((item) => leaves(item, key));
    if (property.kind !== "record") return [{ key, value: property }];
    return property.entries.flatMap(([name, value]) => leaves(value, name));
  };
  return leaves(detailsOf(result), "");
}

/** What endpoints have in common that one function makes. */
export function structureOf(result: EndpointResult): string {
  const structure = (property: Property): unknown => {
    if (property.kind === "list") return property.items.map(structure);
    if (property.kind !== "record") return typeOf(property);
    return { entries: property.entries.map(([name, value]) => [name, structure(value)]) };
  };
  return JSON.stringify(structure(detailsOf(result)));
}

function parametersOf(group: readonly EndpointResult[]): ReadonlyMap<number, MakerParameter> {
  const rows = group.map(leavesOf);
  const [first = []] = rows;
  const taken = new Set(["url"]);
  const byValues = new Map<string, MakerParameter>();
  const parameters = new Map<number, MakerParameter>();
  first.forEach(({ key, value }, index) => {
    const values = rows.map((leaves) => JSON.stringify(leaves[index]?.value));
    if (value.kind === "literal" && new Set(values).size === 1) return;
    const same = byValues.get(JSON.stringify(values));
    const name = same?.name ?? free(localName(identifier(key) || "value"), taken);
    taken.add(name);
    const parameter = { name, type: typeOf(value) };
    byValues.set(JSON.stringify(values), parameter);
    parameters.set(index, parameter);
  });
  return parameters;
}

function typeOf(value: Expression): MakerParameter["type"] {
  if (value.kind === "choose") return typeOf(value.then);
  return value.kind === "literal" ? (typeof value.value as MakerParameter["type"]) : "string";
}

/** After the first text that all the endpoints have: `sigv4Endpoint`. */
function nameAfter(constants: readonly Leaf[]): string {
  const [text = ""] = constants.flatMap(({ value }) =>
    value.kind === "literal" && typeof value.value === "string" ? identifier(value.value) : [],
  );
  return text ? `${text.charAt(0).toLowerCase()}${text.slice(1)}Endpoint` : "detailedEndpoint";
}

/** A text as an identifier, empty where it does not make one. */
function identifier(text: string): string {
  const name = text.replace(/\W+(\w?)/g, (_, next: string) => next.toUpperCase());
  return /^[A-Za-z_]\w{0,30}$/.test(name) ? name : "";
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
  return name;
}
