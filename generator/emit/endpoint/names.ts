import type { Variable } from "../../endpoints/program.js";
import { localName } from "../../ir/names.js";

/** How the rules' variables are called at a point of the emitted function. Immutable. */
export interface LocalNames {
  /** By the variable's id. */
  readonly variables: ReadonlyMap<number, string>;
  /** What each attribute of a partition is called, by the id of the partition's variable. */
  readonly partitions: ReadonlyMap<number, ReadonlyMap<string, string>>;
  readonly taken: ReadonlySet<string>;
}

/** @param taken - names that mean something else in the function */
export function localNames(taken: Iterable<string>): LocalNames {
  return { variables: new Map(), partitions: new Map(), taken: new Set(["undefined", ...taken]) };
}

/** Names a variable, by default after what the rules call it, and the names where it is declared. */
export function declare(
  names: LocalNames,
  variable: Variable,
  wanted = variable.name,
): [name: string, names: LocalNames] {
  const name = freeName(wanted, names.taken);
  const variables = new Map([...names.variables, [variable.id, name]]);
  return [name, { ...names, variables, taken: new Set([...names.taken, name]) }];
}

/** Names the attributes of a partition: `dnsSuffix`, or `bucketPartitionDnsSuffix` as the second. */
export function declarePartition(
  names: LocalNames,
  variable: Variable,
  attributes: readonly string[],
): [attributes: ReadonlyMap<string, string>, names: LocalNames] {
  const taken = new Set(names.taken);
  const locals = new Map<string, string>();
  for (const attribute of attributes) {
    const long = variable.name + attribute.charAt(0).toUpperCase() + attribute.slice(1);
    const name = freeName(taken.has(attribute) ? long : attribute, taken);
    taken.add(name);
    locals.set(attribute, name);
  }
  const partitions = new Map([...names.partitions, [variable.id, locals]]);
  return [locals, { ...names, partitions, taken }];
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  // No reserved word begins with a capital.
  const name = /^[A-Z]/.test(wanted) ? wanted : localName(wanted);
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}${n}`;
  return free;
}
