import { describe, expect, it } from "vitest";
import { mapOf, readMembers, readObject } from "../../../../templates/runtime/serde/structure.js";
import { secretMapOf } from "../../../../templates/runtime/serde/sensitive.js";
import { asString, writeInteger } from "../../../../templates/runtime/serde/json.js";
import { parseXml, toXml } from "../../../../templates/runtime/serde/xml.js";
import {
  readXmlBigDecimal,
  readXmlBigInteger,
  readXmlExactLong,
} from "../../../../templates/runtime/serde/xmlBigNumbers.js";
import { writeNamespaced } from "../../../../templates/runtime/serde/xmlNamespace.js";
import {
  ofElement,
  readFlatList,
  readFlatMap,
  readXmlBlob,
  readXmlBoolean,
  readXmlDateTime,
  readXmlEpochSeconds,
  readXmlFloat,
  readXmlHttpDate,
  readXmlInteger,
  readXmlList,
  readXmlLong,
  readXmlMap,
  readXmlMembers,
  readXmlString,
  readXmlUnion,
  writeFlatMap,
  writeXmlList,
  writeXmlMap,
} from "../../../../templates/runtime/serde/xmlValues.js";
import {
  readEc2Members,
  readEc2Named,
  writeEc2Members,
  writeEc2Named,
} from "../../../../templates/runtime/serde/ec2Names.js";

type Read = (value: unknown) => unknown;

/** What a reader makes of an element, or what it says is wrong with it, and where. */
function read(of: Read, text: string): unknown {
  try {
    return of(parseXml(text)[1]);
  } catch (error) {
    const { message, path } = error as { message: string; path?: string };
    return path === undefined ? { message } : { message, path };
  }
}

const second = new Date("2014-04-29T18:30:38.000Z");
const expected = (what: string) => ({ message: `Expected ${what}` });

describe("text is read", () => {
  it.each<[string, Read, string, unknown]>([
    ["a string", readXmlString, "<a> x\n</a>", " x\n"],
    ["a string with attributes", readXmlString, "<a b='c'>x</a>", "x"],
    ["an empty string", readXmlString, "<a/>", ""],
    ["an empty string with attributes", readXmlString, "<a b='c'/>", ""],
    ["a string of elements", readXmlString, "<a><b/></a>", expected("a string")],
    ["true", readXmlBoolean, "<a> true\n</a>", true],
    ["false", readXmlBoolean, "<a>false</a>", false],
    ["another boolean", readXmlBoolean, "<a>yes</a>", expected("a boolean")],
    ["no boolean", readXmlBoolean, "<a/>", expected("a boolean")],
    ["an integer", readXmlInteger, "<a> -12 </a>", -12],
    ["an integer with a sign", readXmlInteger, "<a>+12</a>", 12],
    ["an integer with a fraction", readXmlInteger, "<a>1.5</a>", expected("an integer")],
    ["no integer", readXmlInteger, "<a/>", expected("an integer")],
    ["a hexadecimal integer", readXmlInteger, "<a>0x10</a>", expected("an integer")],
    ["a long", readXmlLong, "<a>9007199254740991</a>", 9007199254740991],
    [
      "a long that no number holds",
      readXmlLong,
      "<a>9007199254740993</a>",
      expected("an integer of at most 53 bits, which a number holds"),
    ],
    ["a float", readXmlFloat, "<a>-1.5E+3</a>", -1500],
    ["a float without digits before the point", readXmlFloat, "<a>.5</a>", 0.5],
    ["NaN", readXmlFloat, "<a>NaN</a>", NaN],
    ["Infinity", readXmlFloat, "<a>Infinity</a>", Infinity],
    ["-Infinity", readXmlFloat, "<a>-Infinity</a>", -Infinity],
    ["no float", readXmlFloat, "<a>1,5</a>", expected("a number")],
    ["an empty float", readXmlFloat, "<a/>", expected("a number")],
    ["bytes", readXmlBlob, "<a>\n dmFsdWU= </a>", new TextEncoder().encode("value")],
    ["no bytes", readXmlBlob, "<a/>", new Uint8Array()],
    ["a date", readXmlDateTime, "<a> 2014-04-29T18:30:38Z </a>", second],
    ["a date with an offset", readXmlDateTime, "<a>2014-04-29T20:30:38+02:00</a>", second],
    ["another date", readXmlDateTime, "<a>1398796238</a>", expected("a timestamp")],
    ["a date of HTTP", readXmlHttpDate, "<a>Tue, 29 Apr 2014 18:30:38 GMT</a>", second],
    ["seconds", readXmlEpochSeconds, "<a>1398796238</a>", second],
    ["no seconds", readXmlEpochSeconds, "<a/>", expected("a timestamp")],
    ["a bigint", readXmlExactLong, "<a>9223372036854775807</a>", 9223372036854775807n],
    [
      "a bigint that is too large",
      readXmlExactLong,
      "<a>9223372036854775808</a>",
      expected("a bigint of 64 bits"),
    ],
    [
      "a big integer",
      readXmlBigInteger,
      "<a>-1234567890123456789012</a>",
      -1234567890123456789012n,
    ],
    ["a big decimal", readXmlBigDecimal, "<a>1.10</a>", "1.10"],
    ["no big decimal", readXmlBigDecimal, "<a>x</a>", expected("a number")],
  ])("%s", (_, of, text, value) => {
    expect(read(of, text)).toEqual(value);
  });
});

const structure: Read = (value) => readXmlMembers(value, { x: readXmlString, y: readXmlInteger });

describe("elements are read", () => {
  it.each<[string, Read, string, unknown]>([
    ["a structure", structure, "<a z='1'><x>1</x><y>2</y><z/></a>", { x: "1", y: 2 }],
    ["an empty structure", structure, "<a/>", {}],
    ["a blank structure", structure, "<a>\n </a>", {}],
    ["an empty structure with attributes", structure, "<a z='1'/>", {}],
    ["text for a structure", structure, "<a>x</a>", expected("an object")],
    ["a wrong member", structure, "<a><y>x</y></a>", { ...expected("an integer"), path: "y" }],
    [
      "a member that is there twice",
      structure,
      "<a><x/><x/></a>",
      { ...expected("a string"), path: "x" },
    ],
    [
      "a structure by another reader",
      ofElement((value) => mapOf(readXmlString)(readObject(value))),
      "<a/>",
      {},
    ],
    ["a list", readXmlList(readXmlInteger), "<a><member>1</member><member>2</member></a>", [1, 2]],
    ["a list of one", readXmlList(readXmlInteger, "item"), "<a><item>1</item></a>", [1]],
    ["an empty list", readXmlList(readXmlInteger), "<a/>", []],
    ["a blank list", readXmlList(readXmlInteger), "<a> </a>", []],
    ["an empty list with attributes", readXmlList(readXmlInteger), "<a b='c'/>", []],
    ["text for a list", readXmlList(readXmlInteger), "<a>1</a>", expected("an object")],
    [
      "a wrong item",
      readXmlList(structure),
      "<a><member/><member><y>x</y></member></a>",
      { ...expected("an integer"), path: "[1].y" },
    ],
    [
      "lists in a list",
      readXmlList(readXmlList(readXmlString)),
      "<a><member><member>1</member></member><member/></a>",
      [["1"], []],
    ],
    [
      "a map",
      readXmlMap(readXmlInteger),
      "<a><entry><key>x</key><value>1</value></entry><entry><key>__proto__</key><value>2</value></entry></a>",
      Object.fromEntries([
        ["x", 1],
        ["__proto__", 2],
      ]),
    ],
    ["an empty map", readXmlMap(readXmlInteger), "<a/>", {}],
    [
      "a map of other names",
      readXmlMap(structure, "K", "V"),
      "<a><entry><K>x</K><V/></entry></a>",
      { x: {} },
    ],
    [
      "a wrong value",
      readXmlMap(readXmlInteger),
      "<a><entry><key>k</key><value>x</value></entry></a>",
      { ...expected("an integer"), path: '["k"]' },
    ],
    [
      "a wrong value of a secret key",
      readXmlMap(readXmlInteger, "key", "value", secretMapOf),
      "<a><entry><key>k</key><value>x</value></entry></a>",
      { ...expected("an integer"), path: "[…]" },
    ],
    [
      "an entry without a value",
      readXmlMap(readXmlInteger),
      "<a><entry><key>k</key></entry></a>",
      { ...expected("a string"), path: '["k"]' },
    ],
    [
      "an entry without a key",
      readXmlMap(readXmlInteger),
      "<a><entry><value>1</value></entry></a>",
      { ...expected("a string"), path: "[0]" },
    ],
    [
      "members without elements around them",
      (value) =>
        readXmlMembers(value, { l: readFlatList(readXmlInteger), m: readFlatMap(readXmlString) }),
      "<a><l>1</l><m><key>k</key><value>v</value></m><l>2</l></a>",
      { l: [1, 2], m: { k: "v" } },
    ],
    ["a flattened list of one", readFlatList(readXmlString), "<a>1</a>", ["1"]],
    ["an empty flattened map", readFlatMap(readXmlString), "<a/>", {}],
    [
      "a union",
      (value) => readXmlUnion(value, { x: readXmlInteger }),
      "<a xmlns='u'><x>1</x></a>",
      { x: 1 },
    ],
    [
      "a union's unknown member",
      (value) => readXmlUnion(value, { x: readXmlInteger }),
      "<a><y>1</y></a>",
      { $unknown: ["y", "1"] },
    ],
    [
      "a union by an attribute",
      (value) => readXmlUnion(value, { "@x": readXmlInteger }),
      "<a x='1'/>",
      expected("a union with one member"),
    ],
    [
      "an empty union",
      (value) => readXmlUnion(value, { x: readXmlInteger }),
      "<a/>",
      expected("an object"),
    ],
    [
      "a structure of EC2",
      (value) => readEc2Members(value, { InstanceId: readXmlString, already: readXmlString }),
      "<a><instanceId>i-1</instanceId><already>x</already><InstanceId>no</InstanceId></a>",
      { InstanceId: "i-1", already: "x" },
    ],
    [
      "a structure of EC2 with other names",
      (value) =>
        readEc2Named({ Groups: "groupSet" })(value, { Groups: readXmlString, Id: readXmlString }),
      "<a><groups>no</groups><groupSet>yes</groupSet><id>1</id></a>",
      { Groups: "yes", Id: "1" },
    ],
    [
      "an empty structure of EC2",
      (value) => readEc2Members(value, { Id: readXmlString }),
      "<a/>",
      {},
    ],
    [
      "a wrong member in EC2",
      (value) => readEc2Members(value, { Id: readXmlInteger }),
      "<a><id>x</id></a>",
      { ...expected("an integer"), path: "Id" },
    ],
    [
      "a structure of EC2 by another reader",
      (value) => readEc2Named({}, readMembers)(value, { Id: readXmlInteger }),
      "<a><id>1</id></a>",
      { Id: 1 },
    ],
  ])("%s", (_, of, text, value) => {
    expect(read(of, text)).toEqual(value);
  });
});

describe("elements are written", () => {
  it.each<[string, unknown, string]>([
    ["a list", writeXmlList(writeInteger)([1, 2]), "<a><member>1</member><member>2</member></a>"],
    ["a list of items", writeXmlList(asString, "item")(["x"]), "<a><item>x</item></a>"],
    ["an empty list", writeXmlList(asString)([]), "<a></a>"],
    [
      "a map",
      writeXmlMap(writeInteger)({ x: 1, y: 2 }),
      "<a><entry><key>x</key><value>1</value></entry><entry><key>y</key><value>2</value></entry></a>",
    ],
    ["an empty map", writeXmlMap(writeInteger)({}), "<a></a>"],
    ["a flattened map", writeFlatMap(asString, "K", "V")({ x: "y" }), "<a><K>x</K><V>y</V></a>"],
    ["an empty flattened map", writeFlatMap(asString)({}), ""],
    [
      "keys of a namespace",
      writeFlatMap(asString, "K", "V", writeNamespaced("@xmlns", "u", asString))({ x: "y" }),
      '<a><K xmlns="u">x</K><V>y</V></a>',
    ],
    [
      "text of a namespace",
      writeNamespaced("@xmlns:p", "u", asString)("x"),
      '<a xmlns:p="u">x</a>',
    ],
    [
      "a list of a namespace",
      writeNamespaced("@xmlns", "u", writeXmlList(asString))(["x"]),
      '<a xmlns="u"><member>x</member></a>',
    ],
    [
      "a flattened map of a namespace",
      writeNamespaced("@xmlns", "u", writeFlatMap(asString))({ x: "y" }),
      '<a xmlns="u"><key>x</key><value>y</value></a>',
    ],
    ["a structure of EC2", writeEc2Members({ Id: "x" }, { Id: asString }), "<a><id>x</id></a>"],
    [
      "a structure of EC2 with other names",
      writeEc2Named({ Groups: "groupSet" })(
        { Groups: "x", Id: "y" },
        { Groups: asString, Id: asString },
      ),
      "<a><groupSet>x</groupSet><id>y</id></a>",
    ],
  ])("%s", (_, value, text) => {
    expect(toXml("a", value)).toBe(text);
  });
});
