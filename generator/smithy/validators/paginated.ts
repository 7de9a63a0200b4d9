import type { Diagnostic } from "../diagnostic.js";
import type { Member, Model, OperationShape, Shape } from "../model.js";
import { at, error } from "../report.js";
import { getTrait, hasTrait, traits } from "../traits.js";
import type { ServiceValidator, Validator } from "./validator.js";

/** What a paginated operation says of its tokens and items is there in its input and output. */
export const validatePaginated: Validator = ({ model, shapes }) =>
  shapes.flatMap((shape) => {
    const own = shape.type === "operation" ? getTrait(shape, traits.paginated) : undefined;
    return own === undefined ? [] : problems(model, shape as OperationShape, own, properties);
  });

/** What paginated operations leave to the trait of their service is there, too. */
export const validatePaginatedTokens: ServiceValidator = ({ model, service, shapes }) => {
  const common = getTrait(service, traits.paginated);
  return shapes.flatMap((shape) => {
    const own = shape.type === "operation" ? getTrait(shape, traits.paginated) : undefined;
    if (own === undefined) return [];
    const merged = { ...common, ...own };
    const inherited = properties.filter(({ name }) => own[name] === undefined);
    const missing = inherited
      .filter(({ name, isNeeded }) => isNeeded && merged[name] === undefined)
      .map(({ name }) => {
        const message = `The trait \`${traits.paginated.id}\` needs \`${name}\`, here or on the service \`${service.id}\`.`;
        return error("PaginatedTrait", message, at(shape));
      });
    return [...missing, ...problems(model, shape as OperationShape, merged, inherited)];
  });
};

type Paginated = Readonly<Partial<Record<Property["name"], string | undefined>>>;

interface Property {
  readonly name: "inputToken" | "outputToken" | "items" | "pageSize";
  readonly of: "input" | "output";
  /** Whether it has to be there, on the operation or on the service. */
  readonly isNeeded: boolean;
  /** Whether its member must be one that may be left out. */
  readonly isOptional: boolean;
  readonly types: readonly Shape["type"][];
}

const token = { isNeeded: true, types: ["string", "enum", "map"] } as const;

const properties: readonly Property[] = [
  { name: "inputToken", of: "input", isOptional: true, ...token },
  { name: "outputToken", of: "output", isOptional: false, ...token },
  { name: "items", of: "output", isNeeded: false, isOptional: false, types: ["list", "map"] },
  {
    name: "pageSize",
    of: "input",
    isNeeded: false,
    isOptional: false,
    types: ["byte", "short", "integer", "long", "intEnum"],
  },
];

function problems(
  model: Model,
  operation: OperationShape,
  paginated: Paginated,
  asked: readonly Property[],
): Diagnostic[] {
  return asked.flatMap((property) => {
    const path = paginated[property.name];
    const problem = path === undefined ? undefined : problemOf(model, operation, property, path);
    if (problem === undefined) return [];
    const message = `\`${property.name}\` of the trait \`${traits.paginated.id}\` ${problem}.`;
    return [error("PaginatedTrait", message, at(operation))];
  });
}

function problemOf(
  model: Model,
  operation: OperationShape,
  { of, isOptional, types }: Property,
  path: string,
): string | undefined {
  // Input is named by member, output by path.
  if (of === "input" && path.includes(".")) return `names a member, not the path \`${path}\``;
  const member = resolve(model, operation[of], path.split("."));
  if (member === undefined) return `names no member: \`${path}\``;
  const type = model.shapes.get(member.target)?.type;
  if (type !== undefined && !types.includes(type)) {
    return `has to name a ${types.join(", or ")}: \`${path}\` is a ${type}`;
  }
  if (isOptional && hasTrait(member, traits.required)) {
    return `names \`${path}\`, which is required: the first page has no token`;
  }
  return undefined;
}

function resolve(model: Model, from: string, path: readonly string[]): Member | undefined {
  let found: Member | undefined;
  let shape = model.shapes.get(from);
  for (const name of path) {
    found = shape?.type === "structure" ? shape.members.get(name) : undefined;
    shape = found && model.shapes.get(found.target);
  }
  return found;
}
