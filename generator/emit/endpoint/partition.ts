import { expressionsOf, operandsOf } from "../../endpoints/expressions.js";
import {
  defaultPartition,
  otherPartitions,
  partitionAttributes,
  type Partition,
  type PartitionAttribute,
} from "../../endpoints/partitions.js";
import type { Block, Expression, Variable } from "../../endpoints/program.js";
import { code, join, type Code } from "../printing/code.js";
import { printConstant } from "./expression.js";

/**
 * The attributes of partitions that a block looks at, in a fixed order.
 *
 * @param variable - of this partition; otherwise, of any
 */
export function attributesIn(block: Block, variable?: Variable): readonly PartitionAttribute[] {
  const used = new Set<string>();
  const visit = (expression: Expression): void => {
    if (expression.kind === "attribute" && expression.type === "partition") {
      const { of } = expression;
      const matches = of.kind === "reference" && of.variable.id === variable?.id;
      if (!variable || matches) used.add(expression.name);
    }
    operandsOf(expression).forEach(visit);
  };
  expressionsOf(block).forEach(visit);
  return ([...partitionAttributes.keys()] as PartitionAttribute[]).filter((name) => used.has(name));
}

/**
 * The table for the function `aws.partition`, as far as a program needs it: it has no partition with
 * the same attributes as `aws`, which comes last and has all other regions.
 */
export function partitionTable(attributes: readonly PartitionAttribute[]): Code {
  const types = attributes.map((name) => `${name}: ${typeof defaultPartition[name]}`);
  const valuesOf = (partition: Partition): string =>
    attributes.map((name) => printConstant(partition[name])).join(", ");
  const fallback = valuesOf(defaultPartition);
  const rows = new Map<string, Partition[]>();
  for (const partition of otherPartitions) {
    const values = valuesOf(partition);
    if (values !== fallback) rows.set(values, [...(rows.get(values) ?? []), partition]);
  }
  const lines = [...rows].map(([values, partitions]) => `[${pattern(partitions)}, ${values}],\n`);
  return code`/** What the rules look at of partitions, by the names of their regions; the last has all others. */
const partitions: readonly (readonly [${join(["regions: RegExp", ...types], ", ")}])[] = [
${lines}[/^/, ${fallback}],
];`;
}

/** A regular expression that the names of partitions' regions match, and no others. */
function pattern(partitions: readonly Partition[]): string {
  const names = partitions.flatMap(({ regions, otherRegions }) => [regions, ...otherRegions]);
  return names.length === 1 ? `/^${names.join("")}$/` : `/^(${names.join("|")})$/`;
}
