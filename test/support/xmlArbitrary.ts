import fc from "fast-check";

/** Text that XML can hold, blank text and what has to be escaped included. */
export const xmlText = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "",
      " ",
      "\n\t ",
      "]]>",
      "&amp;",
      "<![CDATA[",
      "a\r\nb",
      "\x85\u2028",
      "😀",
      "'\"",
    ),
  )
  // eslint-disable-next-line no-control-regex -- those that it cannot
  .map((text) => text.replace(/[\0-\x08\v\f\x0E-\x1F\uD800-\uDFFF\uFFFE\uFFFF]/gu, ""));

const name = fc.constantFrom(
  "a",
  "b",
  "Item",
  "_x",
  "x:y",
  "é",
  "a-1.b",
  "constructor",
  "__proto__",
);

/** What is in an element, as `parseXml` has it. */
export const xmlContent: fc.Arbitrary<unknown> = fc.letrec<{ content: unknown }>((tie) => ({
  content: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    xmlText,
    fc
      .tuple(
        fc.dictionary(
          name.map((name) => `@${name}`),
          xmlText,
          { maxKeys: 2 },
        ),
        fc.uniqueArray(fc.tuple(name, fc.array(tie("content"), { minLength: 1, maxLength: 3 })), {
          maxLength: 3,
          selector: ([name]) => name,
        }),
        xmlText,
      )
      .map(([attributes, children, text]) => {
        if (children.length === 0 && Object.keys(attributes).length === 0) return text;
        const members = children.map(([name, items]) => [
          name,
          items.length > 1 ? items : items[0],
        ]);
        const content = members.length > 0 ? members : [["", text]];
        return Object.fromEntries([...Object.entries(attributes), ...content]) as unknown;
      }),
  ),
})).content;

export const xmlRoot = fc.tuple(name, xmlContent);
