import { code, fence, prose, table } from "./markdown.js";

/** A JSON schema, as far as `tinsmith.config.schema.json` uses the language. */
export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly then?: Schema;
  readonly else?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The page of `tinsmith.config.json`: every property that the schema knows. */
export function configPage(schema: Schema): string {
  const definitions = Object.entries(schema.definitions ?? {});
  const objects = definitions.filter(([, { properties }]) => properties);
  return [
    "# tinsmith.config.json",
    prose(schema.description ?? ""),
    "Editors complete it where it names its schema:",
    fence("json", '{ "$schema": "./node_modules/tinsmith/tinsmith.config.schema.json" }'),
    propertyTable(schema),
    ...objects.flatMap(([name, definition]) => [
      `## ${name}`,
      ...(definition.description === undefined ? [] : [prose(definition.description)]),
      propertyTable(definition),
    ]),
  ]
    .join("\n\n")
    .concat("\n");

  function propertyTable({ properties = {}, required = [] }: Schema): string {
    const rows = Object.entries(properties).map(([name, property]) => {
      const { description = "", default: fallback } = { ...resolved(property), ...property };
      const texts = [
        ...(required.includes(name) ? ["**Required.**"] : []),
        prose(description.replace(/(?<![.:])$/, description === "" ? "" : ".")),
        ...(fallback === undefined ? [] : [`By default ${code(JSON.stringify(fallback))}.`]),
      ];
      return [code(name), typeOf(property), texts.filter(Boolean).join(" ")];
    });
    return table(["property", "value", "what it is"], rows);
  }

  /** What a value may be, in words; an object of a name is a link. */
  function typeOf(property: Schema): string {
    if (property.$ref !== undefined) {
      const name = nameOf(property.$ref);
      return resolved(property).properties
        ? `[${name}](#${name.toLowerCase()})`
        : typeOf(resolved(property));
    }
    const { enum: values, anyOf, oneOf, items, additionalProperties, properties } = property;
    if (property.const !== undefined) return code(JSON.stringify(property.const));
    if (values) return values.map((value) => code(JSON.stringify(value))).join(" or ");
    const options = anyOf ?? oneOf ?? [property.then, property.else].filter((each) => !!each);
    if (options.length > 0 && property.type === undefined)
      return unique(options.map(typeOf)).join(" or ");
    const types = [property.type ?? "object"].flat();
    return types
      .map((type) => {
        if (type === "array") return `a list of ${items ? typeOf(items) : "anything"}`;
        if (type !== "object") return type;
        if (properties) return `an object of ${Object.keys(properties).map(code).join(", ")}`;
        return typeof additionalProperties === "object"
          ? `an object of ${typeOf(additionalProperties)} by name`
          : "object";
      })
      .join(" or ");
  }

  function resolved(property: Schema): Schema {
    if (property.$ref === undefined) return property;
    const found = schema.definitions?.[nameOf(property.$ref)];
    if (!found) throw new Error(`The schema has no ${property.$ref}.`);
    return found;
  }
}

const nameOf = (reference: string): string => reference.split("/").pop() ?? "";
const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
