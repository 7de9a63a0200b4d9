import fc from "fast-check";
import type { MemberIr, ServiceIr, ShapeId, TypeIr } from "../../generator/ir/ir.js";

// Values as callers have them, of a service's shapes.

/** Where a text goes, and what it can hold there. */
type Place = "header" | "label" | "body";

const ascii = fc.string({
  unit: fc.constantFrom(...'abAB019 -_:;/?&=+%#@!$*(){}[]|<>"\\,~'),
  maxLength: 12,
});
const texts: Readonly<Record<Place, fc.Arbitrary<string>>> = {
  // Transports and lists of them drop the spaces around.
  header: ascii.map((text) => text.trim()).filter(Boolean),
  label: fc
    .oneof(ascii, fc.string({ unit: "grapheme", maxLength: 8 }))
    // Segments of dots are refused over a fetch.
    .filter((text) => /[^.]/.test(text) && isWritable(text)),
  body: fc
    .oneof(ascii, fc.string({ unit: "grapheme", maxLength: 8 }), fc.constantFrom("", " a ", "]]>"))
    // AWS's clients take an element that has nothing but white space for an empty one.
    .filter((text) => isWritable(text) && (text === "" || text.trim() !== "")),
};

/** XML has no way to write the others, and UTF-8 none for halves of characters. */
function isWritable(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- those are what it is about
  return !/[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/u.test(text);
}

const seconds = fc.integer({ min: 0, max: 4_102_444_800 }).map((time) => new Date(time * 1000));

/** Values of a structure's members; all of them that have to be there, and some of the others. */
export function inputOf(service: ServiceIr, id: ShapeId | undefined): fc.Arbitrary<object> {
  const members = service.structures.get(id ?? "")?.members ?? [];
  return structure(members, 4);

  function structure(members: readonly MemberIr[], depth: number): fc.Arbitrary<object> {
    const entries = members.map((member) => {
      const { name, type, wire, required, idempotencyToken } = member;
      const place = wire.has("smithy.api#httpLabel")
        ? "label"
        : wire.has("smithy.api#httpHeader") || wire.has("smithy.api#httpPrefixHeaders")
          ? "header"
          : "body";
      const value = valueOf(type, depth - 1, place).map((value) => [[name, value]]);
      if (wire.has("smithy.api#httpResponseCode")) return fc.constant([[name, 200]]);
      // What is absent of those with a default is sent and read as that, and not so by AWS's clients.
      const isFilled = member.default !== undefined || member.sendsDefault;
      if (required || isFilled || idempotencyToken || place === "label") return value;
      if (depth <= 0) return fc.constant([]);
      // So that the many members of some inputs do not hide what one of them does.
      return fc.oneof({ weight: 1, arbitrary: value }, { weight: 2, arbitrary: fc.constant([]) });
    });
    return fc
      .tuple(...(entries as fc.Arbitrary<[string, unknown][]>[]))
      .map((all) => Object.fromEntries(all.flat()));
  }

  function valueOf(type: TypeIr, depth: number, place: Place): fc.Arbitrary<unknown> {
    switch (type.kind) {
      case "string":
      case "enum":
        return texts[place];
      case "boolean":
        return fc.boolean();
      case "integer": {
        const bound = 2 ** (type.bits - 1);
        return fc.integer({ min: -bound, max: bound - 1 });
      }
      case "intEnum":
        return fc.integer();
      case "long":
        return fc.maxSafeInteger();
      case "float":
        return fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);
      case "bigInteger":
      case "bigDecimal":
        throw new Error("No service here has one");
      case "blob":
        return fc.uint8Array({ minLength: 1, maxLength: 20 });
      case "timestamp":
        return seconds;
      case "document":
        return fc.constantFrom<unknown>("a", 1, true, { a: [1, null] });
      case "unit":
        return fc.constant({});
      case "list":
        return fc.array(valueOf(type.item, depth, place), {
          minLength: 1,
          maxLength: depth > 0 ? 3 : 1,
        });
      case "map": {
        const key = place === "header" ? fc.stringMatching(/^[a-z][a-z-]{0,8}$/) : texts.body;
        const value = valueOf(type.value, depth, place);
        return fc.dictionary(
          key.filter((key) => key !== "__proto__"),
          value,
          {
            minKeys: 1,
            maxKeys: 3,
            noNullPrototype: true,
          },
        );
      }
      case "structure":
        return fc.constant(0).chain(() => structure(membersOf(type.shape), depth));
      case "union": {
        const members = membersOf(type.shape);
        return fc
          .constantFrom(...members)
          .chain((member) =>
            valueOf(member.type, depth - 1, "body").map((value) => ({ [member.name]: value })),
          );
      }
    }
  }

  function membersOf(shape: ShapeId): readonly MemberIr[] {
    return service.structures.get(shape)?.members ?? [];
  }
}
