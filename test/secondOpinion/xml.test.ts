import { XMLParser } from "fast-xml-parser";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseXml, toXml } from "../../templates/runtime/serde/xml.js";
import { xmlRoot } from "../support/xmlArbitrary.js";

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 1000,
});

/** What fast-xml-parser reads, as our reader has it. */
function read(text: string): [string, unknown] | undefined {
  const document = parser.parse(text) as Record<string, unknown>;
  const [root] = Object.entries(document).filter(([name]) => name !== "#text");
  return root && [root[0], contentOf(root[1])];
}

function contentOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(contentOf);
  if (typeof value !== "object" || value === null) return value;
  const { "#text": text = "", ...members } = value as Record<string, unknown>;
  const names = Object.keys(members);
  if (names.length === 0) return text;
  if (names.every((name) => name.startsWith("@"))) return { ...members, "": text };
  return Object.fromEntries(Object.entries(members).map(([name, item]) => [name, contentOf(item)]));
}

// Names that every object has, fast-xml-parser refuses or renames.
const isUsual = (content: unknown) => !/__proto__|constructor/.test(JSON.stringify(content));

describe("fast-xml-parser", () => {
  it("reads what we write as we do", () => {
    fc.assert(
      fc.property(xmlRoot.filter(isUsual), ([name, content]) => {
        expect(read(toXml(name, content))).toEqual([name, content]);
      }),
      { numRuns: 500 },
    );
  });

  it("reads as we do what we do not refuse of random texts", () => {
    const piece = fc.constantFrom(
      ..."< > / = ' \" & ; a b <a> </a> <b> </b> <b/> <!-- --> <![CDATA[ ]]> <?pi?> &lt; &#65; &#x41; x='1' y=\"2\"".split(
        " ",
      ),
      " ",
      "\n",
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => `<a>${pieces.join("")}</a>`);
    let taken = 0;
    fc.assert(
      fc.property(text, (text) => {
        let ours: unknown;
        try {
          ours = parseXml(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          return;
        }
        taken += 1;
        expect(read(text)).toEqual(ours);
      }),
      { numRuns: 5000 },
    );
    expect(taken).toBeGreaterThan(50);
  });
});
