import type { Diagnostic } from "../../diagnostic.js";
import type { OperationShape, ResourceShape, ShapeId } from "../../model.js";
import { at, error, quoted } from "../../report.js";
import type { World } from "../../world.js";
import { bindingsOf, inputOf, ofType, textTrait } from "../shapesOf.js";
import type { Validator } from "../validator.js";

/** A resource below another has its identifiers; none is a property, too. */
export const validateIdentifiers: Validator = ({ shapes, world }) =>
  ofType(shapes, "resource").flatMap((resource) => [
    ...[...resource.identifiers.keys()]
      .filter((name) => properties(resource).has(name.toLowerCase()))
      .map((name) =>
        error("ResourceIdentifier", `\`${name}\` is an identifier and a property.`, at(resource)),
      ),
    ...resource.resources.flatMap((id) => {
      const child = world.shapeOf(id);
      return child?.type === "resource" ? inherited(resource, child) : [];
    }),
  ]);

function properties(resource: ResourceShape): ReadonlySet<string> {
  return new Set(Array.from(resource.properties.keys(), (name) => name.toLowerCase()));
}

function inherited(parent: ResourceShape, child: ResourceShape): Diagnostic[] {
  const entries = [...parent.identifiers];
  const missing = entries.filter(([name]) => !child.identifiers.has(name)).map(([name]) => name);
  const other = entries.filter(([name, target]) => {
    return child.identifiers.has(name) && child.identifiers.get(name) !== target;
  });
  const say = (message: string) => error("ResourceIdentifier", message, at(child));
  return [
    ...(missing.length > 0
      ? [
          say(
            `The resource is below \`${parent.id}\`, and has not its identifiers ${quoted(missing)}.`,
          ),
        ]
      : []),
    ...other.map(([name, target]) =>
      say(
        `\`${parent.id}\`, which the resource is below, has the identifier \`${name}\` as a \`${target}\`.`,
      ),
    ),
  ];
}

const onCollection: ReadonlySet<string> = new Set(["create", "list", "collectionOperations"]);

/** Operations of an instance take all identifiers of the resource, those of a collection not all. */
export const validateIdentifierBindings: Validator = ({ shapes, world }) =>
  ofType(shapes, "resource").flatMap((resource) => [
    ...(resource.identifiers.size === 0 ? [] : own(resource, world)),
    ...resource.resources.flatMap((id) => {
      const child = world.shapeOf(id);
      return child?.type === "resource" ? below(resource, child, world) : [];
    }),
  ]);

function own(resource: ResourceShape, world: World): Diagnostic[] {
  return operationsOf(resource, world).flatMap(([property, operation]) => {
    const bound = boundBy(operation, resource, world);
    const missing = [...resource.identifiers.keys()].filter((name) => !bound.has(name));
    const isCollection = onCollection.has(property);
    if (isCollection === missing.length > 0) return [];
    const message = isCollection
      ? `\`${property}\` of \`${resource.id}\` is for its collection, and cannot take all identifiers of an instance.`
      : `\`${property}\` of \`${resource.id}\` is for an instance, and has to take its identifiers ${quoted(missing)} as required members of its input.`;
    return [error("ResourceIdentifierBinding", message, at(operation))];
  });
}

function below(parent: ResourceShape, child: ResourceShape, world: World): Diagnostic[] {
  return operationsOf(child, world).flatMap(([, operation]) => {
    const bound = boundBy(operation, child, world);
    const missing = [...parent.identifiers.keys()].filter((name) => !bound.has(name));
    if (missing.length === 0) return [];
    const message = `The operation is one of \`${child.id}\`, below \`${parent.id}\`, and does not take that one's identifiers ${quoted(missing)}.`;
    return [error("ResourceIdentifierBinding", message, at(operation))];
  });
}

function operationsOf(
  resource: ResourceShape,
  world: World,
): readonly (readonly [property: string, OperationShape])[] {
  return bindingsOf(resource).flatMap(([property, id]) => {
    const operation = world.shapeOf(id);
    return operation?.type === "operation" ? [[property, operation] as const] : [];
  });
}

/** The identifiers that an operation's input has: as a trait says, or by a required member's name. */
function boundBy(
  operation: OperationShape,
  resource: ResourceShape,
  world: World,
): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const member of inputOf(world, operation)) {
    const named = textTrait(member, "smithy.api#resourceIdentifier");
    if (named !== undefined) bound.add(named);
    else if (
      member.traits.has("smithy.api#required") &&
      resource.identifiers.get(member.name) === member.target
    ) {
      bound.add(member.name);
    }
  }
  return bound;
}

const lifecycles: Readonly<Record<string, Partial<Record<"readonly" | "idempotent", boolean>>>> = {
  create: { readonly: false },
  put: { readonly: false, idempotent: true },
  read: { readonly: true },
  update: { readonly: false },
  delete: { readonly: false, idempotent: true },
  list: { readonly: true },
};

/** What a resource's operations do to it agrees with what they say they do. */
export const validateLifecycles: Validator = ({ shapes, world }) =>
  ofType(shapes, "resource").flatMap((resource) =>
    [...resource.lifecycle].flatMap(([step, id]) =>
      Object.entries(lifecycles[step] ?? {}).flatMap(([name, expected]) => {
        const trait: ShapeId = `smithy.api#${name}`;
        if (world.shapeOf(id)?.traits.has(trait) === expected) return [];
        const must = expected ? "has to have" : "cannot have";
        const message = `\`${id}\`, which is \`${step}\` of the resource, ${must} the trait \`${trait}\`.`;
        return [error("ResourceLifecycle", message, at(resource))];
      }),
    ),
  );
