import type { Apply, Draft, DraftMember } from "./draft.js";
import { isArray, canonical, isObject, kindOf, property } from "./json.js";
import type { Json, JsonObject, ShapeId, SourceLocation } from "./model.js";
import { checkMetadata } from "./metadata.js";
import { didYouMean } from "./nearest.js";
import { error, inside, warning, type Place, type Report } from "./report.js";
import { isIdentifier, isShapeId, memberParts } from "./shapeId.js";
import { shapeProperties, type PropertyKind, type ShapeType } from "./shapeProperties.js";
import { traitTable, traitValue } from "./traits.js";

/** What one file adds to a model. */
export interface ModelFile {
  readonly shapes: readonly Draft[];
  readonly applies: readonly Apply[];
  readonly metadata: JsonObject;
  /** The file as a whole. */
  readonly source: SourceLocation;
}

const versions: ReadonlyMap<Json, 1 | 2> = new Map([
  ["1", 1],
  ["1.0", 1],
  ["2", 2],
  ["2.0", 2],
]);

type FilePlace = Place & { readonly source: SourceLocation };

const memberProperties = ["target", "traits"];

/** Whether a parsed file is a Smithy model, by the one property that all of them have. */
export function isSmithyAst(value: Json): value is JsonObject {
  return isObject(value) && Object.hasOwn(value, "smithy");
}

/**
 * Reads a file's shapes, `apply` statements and metadata (Smithy JSON AST). What is malformed is
 * reported and left out, so that the rest can be checked too.
 */
export function readAst(file: string, ast: JsonObject, report: Report): ModelFile {
  const source: SourceLocation = { file, pointer: "" };
  const place: FilePlace = { source };
  const version = versions.get(property(ast, "smithy") as Json);
  if (version === undefined) {
    const found = JSON.stringify(property(ast, "smithy")).slice(0, 40);
    report(
      error(
        "Model.Version",
        `Smithy version ${found} is not supported: expected "1", "1.0", "2" or "2.0".`,
        inside(place, "smithy"),
      ),
    );
    return { shapes: [], applies: [], metadata: {}, source };
  }
  const reader = new AstReader(report, version);
  reader.known(ast, ["smithy", "metadata", "shapes"], place);
  const metadata = reader.object(ast, "metadata", place) ?? {};
  checkMetadata(metadata, inside(place, "metadata"), report);
  const definitions = reader.object(ast, "shapes", place) ?? {};
  const shapes: Draft[] = [];
  const applies: Apply[] = [];
  for (const [id, definition] of Object.entries(definitions)) {
    const where: FilePlace = { shape: id, source: inside(place, "shapes", id).source };
    if (!isObject(definition)) {
      report(error("Model.Expected", `Expected an object, found ${kindOf(definition)}.`, where));
    } else if (property(definition, "type") === "apply") {
      const apply = reader.apply(id, definition, where);
      if (apply !== undefined) applies.push(apply);
    } else {
      const shape = reader.shape(id, definition, where);
      if (shape !== undefined) shapes.push(shape);
    }
  }
  return { shapes, applies, metadata: canonical(metadata) as JsonObject, source };
}

class AstReader {
  constructor(
    private readonly report: Report,
    private readonly version: 1 | 2,
  ) {}

  shape(id: ShapeId, json: JsonObject, place: FilePlace): Draft | undefined {
    if (!isShapeId(id)) {
      const parts = memberParts(id);
      const message =
        parts === undefined
          ? `\`${id}\` is not a valid shape ID: expected namespace#Name, of letters, digits and underscores.`
          : `\`${id}\` is the ID of a member: only \`apply\` may have one here.`;
      this.report(error("Model.ShapeId", message, place));
      return undefined;
    }
    const type = this.type(json, place);
    if (type === undefined) return undefined;
    const draft: Draft = {
      id,
      type,
      version: this.version,
      source: place.source,
      traits: this.traits(json, place),
      mixins: this.references(json, "mixins", place),
      members: new Map(),
      inherited: new Map(),
      references: new Map(),
      lists: new Map(),
      maps: new Map(),
      serviceVersion: undefined,
    };
    const properties = Object.entries(shapeProperties.get(type) ?? {});
    this.known(json, ["type", "traits", "mixins", ...properties.map(([name]) => name)], place);
    for (const [name, kind] of properties) this.property(draft, json, name, kind, place);
    return draft;
  }

  apply(id: ShapeId, json: JsonObject, place: FilePlace): Apply | undefined {
    if (!isShapeId(id) && memberParts(id) === undefined) {
      this.report(error("Model.ShapeId", `\`${id}\` is not a valid shape ID.`, place));
      return undefined;
    }
    this.known(json, ["type", "traits"], place);
    return { target: id, traits: this.traits(json, place), source: place.source };
  }

  /** A property that must be an object where it is there. */
  object(json: JsonObject, name: string, place: FilePlace): JsonObject | undefined {
    const value = property(json, name);
    if (value === undefined) return undefined;
    if (isObject(value)) return value;
    this.expected("an object", value, inside(place, name));
    return undefined;
  }

  known(json: JsonObject, names: readonly string[], place: FilePlace): void {
    for (const key of Object.keys(json)) {
      if (names.includes(key)) continue;
      const message = `The property \`${key}\` is not known here, and is ignored.`;
      this.report(
        warning("Model.UnknownProperty", message + didYouMean(key, names), inside(place, key)),
      );
    }
  }

  private expected(what: string, found: Json | undefined, place: FilePlace): void {
    this.report(error("Model.Expected", `Expected ${what}, found ${kindOf(found)}.`, place));
  }

  private type(json: JsonObject, place: FilePlace): ShapeType | undefined {
    const type = property(json, "type");
    if (typeof type !== "string") {
      const message = 'Expected a property "type" that names the kind of shape.';
      this.report(error("Model.Expected", message, place));
      return undefined;
    }
    if (!shapeProperties.has(type)) {
      const hint = didYouMean(type, shapeProperties.keys());
      const message = `There is no shape type ${JSON.stringify(type)}.${hint}`;
      this.report(error("Model.ShapeType", message, inside(place, "type")));
      return undefined;
    }
    if (this.version === 1 ? type === "enum" || type === "intEnum" : type === "set") {
      const message = `Shapes of type ${type} cannot be used in version ${this.version}.0 of Smithy.`;
      this.report(error("Model.ShapeType", message, inside(place, "type")));
    }
    return type as ShapeType;
  }

  private property(
    draft: Draft,
    json: JsonObject,
    name: string,
    kind: PropertyKind,
    place: FilePlace,
  ): void {
    const value = property(json, name);
    // A list or map without its members may yet have them from a mixin: checked after mixing.
    if (value === undefined) return;
    const where = inside(place, name);
    if (draft.type === "resource" && name === "properties" && this.version === 1) {
      this.report(error("Model.Version", "Resource properties need version 2.0 of Smithy.", where));
    }
    switch (kind) {
      case "member": {
        this.member(draft, name, value, where);
        break;
      }
      case "members": {
        const members = this.object(json, name, place) ?? {};
        for (const [key, item] of Object.entries(members)) {
          this.member(draft, key, item, inside(where, key));
        }
        break;
      }
      case "reference": {
        const target = this.reference(value, where);
        if (target !== undefined) draft.references.set(name, target);
        break;
      }
      case "references":
        draft.lists.set(name, this.references(json, name, place));
        break;
      case "referenceMap":
      case "names": {
        const read = (item: Json, here: FilePlace) =>
          kind === "names" ? this.name(item, here) : this.reference(item, here);
        const entries = Object.entries(this.object(json, name, place) ?? {}).map(
          ([key, item]) => [key, read(item, inside(where, key))] as const,
        );
        draft.maps.set(name, new Map(entries.filter(isDefined)));
        break;
      }
      case "string":
        if (typeof value === "string") draft.serviceVersion = value;
        else this.expected("a string", value, where);
    }
  }

  private member(draft: Draft, name: string, value: Json, place: FilePlace): void {
    const where: FilePlace = { shape: `${draft.id}$${name}`, source: place.source };
    if (!isIdentifier(name)) {
      const message = `\`${name}\` is not a valid member name: expected letters, digits and underscores, with a letter first.`;
      this.report(error("Model.ShapeId", message, where));
      return;
    }
    if (!isObject(value)) return this.expected("an object", value, where);
    this.known(value, memberProperties, where);
    const target = this.target(value, where);
    if (target === undefined) return;
    const member: DraftMember = {
      target,
      traits: this.traits(value, where),
      source: place.source,
    };
    draft.members.set(name, member);
  }

  private reference(value: Json, place: FilePlace): ShapeId | undefined {
    if (!isObject(value)) {
      this.expected("an object with a `target`", value, place);
      return undefined;
    }
    this.known(value, ["target"], place);
    return this.target(value, place);
  }

  private references(json: JsonObject, name: string, place: FilePlace): ShapeId[] {
    const value = property(json, name);
    if (value === undefined) return [];
    const where = inside(place, name);
    if (!isArray(value)) {
      this.expected("an array", value, where);
      return [];
    }
    return value
      .map((item, index) => this.reference(item, inside(where, index)))
      .filter((target) => target !== undefined);
  }

  private target(json: JsonObject, place: FilePlace): ShapeId | undefined {
    const target = property(json, "target");
    if (typeof target !== "string") {
      const message =
        target === undefined
          ? 'Expected a property "target" with a shape ID.'
          : `Expected a shape ID, found ${kindOf(target)}.`;
      this.report(error("Model.Expected", message, place));
      return undefined;
    }
    if (isShapeId(target)) return target;
    const isMember = memberParts(target) !== undefined;
    const message = isMember
      ? `\`${target}\` is a member, and nothing can target a member.`
      : `${JSON.stringify(target)} is not a valid shape ID: expected namespace#Name.`;
    this.report(error(isMember ? "Target" : "Model.ShapeId", message, inside(place, "target")));
    return undefined;
  }

  private name(value: Json, place: FilePlace): string | undefined {
    if (typeof value === "string" && isIdentifier(value)) return value;
    this.report(error("Model.ShapeId", "Expected a valid shape name.", place));
    return undefined;
  }

  private traits(json: JsonObject, place: FilePlace): Map<ShapeId, Json> {
    const traits = new Map<ShapeId, Json>();
    const values = this.object(json, "traits", place);
    if (values === undefined) return traits;
    for (const id of Object.keys(values).sort()) {
      if (!traitTable.has(id) && !isShapeId(id)) {
        const message = `\`${id}\` is not a valid shape ID: expected namespace#name of a trait.`;
        this.report(error("Model.ShapeId", message, inside(place, "traits", id)));
        continue;
      }
      this.checkVersion(id, place);
      const value = traitValue(id, values[id] as Json, place, this.report);
      if (value !== undefined) traits.set(id, canonical(value));
    }
    return traits;
  }

  private checkVersion(trait: ShapeId, place: FilePlace): void {
    const wrong =
      (this.version === 1 && (trait === "smithy.api#default" || trait === "smithy.api#mixin")) ||
      (this.version === 2 && trait === "smithy.api#box");
    if (!wrong) return;
    const needed = this.version === 1 ? "2.0" : "1.0";
    const message = `The trait \`${trait}\` can only be used in version ${needed} of Smithy.`;
    this.report(error("Model.Version", message, inside(place, "traits", trait)));
  }
}

function isDefined(
  entry: readonly [string, string | undefined],
): entry is readonly [string, string] {
  return entry[1] !== undefined;
}
