import { expressionsOf, operandsOf } from "../../endpoints/layout.js";
import {
  defaultPartition,
  otherPartitions,
  partitionAttributes,
  type Partition,
  type PartitionAttribute,
} from "../../endpoints/partitions.js";
import type { Block, Expression, Variable } from "../../endpoints/program.js";
import { code, join, type Code } from "../printing/code.js";
import { fitsLine, printConstant } from "./expression.js";

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
 * The function `aws.partition`, as far as a program needs it: it returns the attributes in a tuple,
 * or the only one, and knows no partition that has the same as `aws`.
 */
export function partitionFunction(attributes: readonly PartitionAttribute[]): Code {
  const [only] = attributes;
  const single = attributes.length === 1 && only !== undefined;
  const type = single
    ? typeof defaultPartition[only]
    : code`[${join(
        attributes.map((name) => `${name}: ${typeof defaultPartition[name]}`),
        ", ",
      )}]`;
  const valueOf = (partition: Partition): string => {
    const values = attributes.map((name) => printConstant(partition[name]));
    return single ? values.join("") : `[${values.join(", ")}]`;
  };
  const fallback = valueOf(defaultPartition);
  const rows = new Map<string, Partition[]>();
  for (const partition of otherPartitions) {
    const result = valueOf(partition);
    if (result !== fallback) rows.set(result, [...(rows.get(result) ?? []), partition]);
  }
  const lines = [...rows].map(([result, partitions]) => {
    const head = `  if (${pattern(partitions)}.test(region))`;
    const line = `${head} return ${result};`;
    return fitsLine(code`${line}`) ? `${line}\n` : `${head} {\n    return ${result};\n  }\n`;
  });
  return code`/** What the rules look at of the partition that a region is in, which is \`aws\` by default. */
function partition(region: string): ${type} {
${lines}  return ${fallback};
}`;
}

/** A regular expression that the names of partitions' regions match, and no others. */
function pattern(partitions: readonly Partition[]): string {
  const names = partitions.flatMap(({ regions, otherRegions }) => [regions, ...otherRegions]);
  return names.length === 1 ? `/^${names.join("")}$/` : `/^(${names.join("|")})$/`;
}
