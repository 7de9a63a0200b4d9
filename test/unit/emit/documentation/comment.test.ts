import { describe, expect, it } from "vitest";
import type { DocParts } from "../../../../generator/emit/documentation/comment.js";
import { docComment } from "../../../../generator/emit/documentation/comment.js";

const context = { link: (name: string) => (name === "TakeParcel" ? "takeParcel" : undefined) };

const cases: [name: string, parts: DocParts, expected: string[] | undefined][] = [
  ["nothing", {}, undefined],
  ["empty documentation", { html: "<p> </p>", examples: [], constraints: [] }, undefined],
  ["a sentence", { html: "<p>Takes a parcel.</p>" }, ["Takes a parcel."]],
  ["words that are no sentence", { html: "<p>The parcel</p>" }, ["The parcel"]],
  [
    "the first sentence, then the rest",
    { html: "<p>Takes a parcel. Puts it down. </p><p>Not twice.</p>" },
    ["Takes a parcel.", "", "Puts it down.", "", "Not twice."],
  ],
  [
    "abbreviations",
    { html: "<p>Takes parcels, e.g. Letters (i.e. Flat ones) in the U.S. And more.</p>" },
    ["Takes parcels, e.g. Letters (i.e. Flat ones) in the U.S. And more."],
  ],
  [
    "names with dots",
    { html: "<p>Needs node.js 1.2. iOS too.</p>" },
    ["Needs node.js 1.2. iOS too."],
  ],
  ["a sentence in bold", { html: "<p><b>Takes it.</b> Now.</p>" }, ["**Takes it.**", "", "Now."]],
  [
    "sentences in one link",
    { html: '<p><a href="https://a.example">A. Bc. D</a></p>' },
    ["[A. Bc. D](https://a.example)"],
  ],
  [
    "a sentence before code",
    { html: "<p>Takes it. <code>x</code> too.</p>" },
    ["Takes it.", "", "`x` too."],
  ],
  [
    "a sentence before a reference",
    { html: "<p>Puts it. <a>TakeParcel</a> takes it.</p>" },
    ["Puts it.", "", "{@link takeParcel} takes it."],
  ],
  [
    "a note before the description",
    { html: "<important>Old.</important><p>Takes it. Fast.</p>" },
    ["Takes it.", "", "> **Important:** Old.", "", "Fast."],
  ],
  ["only a note", { html: "<note>Old.</note>" }, ["> **Note:** Old."]],
  ["a list", { html: "<ul><li>A. B.</li></ul>" }, ["- A. B."]],
  [
    "CommonMark",
    { html: "Takes `a. B` it. Then [b. C](https://a.example).\n\n- c" },
    ["Takes `a. B` it.", "", "Then [b. C](https://a.example).", "", "- c"],
  ],

  // Constraints.
  [
    "constraints of a sentence",
    { html: "<p>A text.</p>", constraints: ["1 to 9 bytes."] },
    ["A text. 1 to 9 bytes."],
  ],
  [
    "constraints of words",
    { html: "<p>A text</p>", constraints: ["1 to 9 bytes."] },
    ["A text", "", "1 to 9 bytes."],
  ],
  [
    "constraints of more",
    { html: "<p>A text. Short.</p>", constraints: ["1 to 9 bytes.", "Matches `^a*/{1}$`."] },
    ["A text.", "", "Short.", "", "1 to 9 bytes. Matches `^a*\\/{1}$`."],
  ],
  [
    "a line that would be too long",
    { html: `<p>${"a".repeat(85)}.</p>`, constraints: ["1 to 9 bytes."] },
    [`${"a".repeat(85)}.`, "", "1 to 9 bytes."],
  ],
  ["constraints alone", { constraints: ["1 to 9 bytes."] }, ["1 to 9 bytes."]],
  [
    "secrets and recommendations",
    { html: "<p>A key.</p>", sensitive: true, recommended: "Faster.\n@x" },
    ["A key. Recommended: Faster. \\@x Sensitive: kept out of messages and logs."],
  ],
  ["recommended without a reason", { recommended: true }, ["Recommended."]],

  // Block tags.
  ["deprecated", { deprecated: true }, ["@deprecated"]],
  [
    "deprecated, and what to use",
    { html: "<p>Old.</p>", deprecated: "Use <a>TakeParcel</a>, not @old */." },
    ["Old.", "", "@deprecated Use {@link takeParcel}, not \\@old \\*\\/."],
  ],
  [
    "every tag, in order",
    {
      html: "<p>Takes it.</p>",
      internal: true,
      since: "2014-11-01\n@x",
      throws: [{ type: "NoParcelError", html: "<p>None there.</p>" }, { type: "a-b" }],
      deprecated: true,
    },
    [
      "Takes it.",
      "",
      "@deprecated",
      "@throws `NoParcelError`: None there.",
      "@throws `a-b`",
      "@since 2014-11-01 \\@x",
      "@internal",
    ],
  ],
  [
    "examples",
    {
      html: "<p>Takes it.</p>",
      examples: [
        {
          title: "To take\na parcel",
          documentation: "Takes @one.",
          code: "@d\nconst a = b; /* ``` */\n\n\nawait c({ d });\n",
        },
        { title: "", code: "a();" },
      ],
    },
    [
      "Takes it.",
      "",
      "@example To take a parcel",
      "Takes \\@one.",
      "",
      "````ts",
      "\\@d",
      "const a = b; /* ``` *\\/",
      "",
      "await c({ d });",
      "````",
      "@example",
      "```ts",
      "a();",
      "```",
    ],
  ],
];

describe("docComment", () => {
  it.each(cases)("%s", (_name, parts, expected) => {
    expect(docComment(parts, context)).toBe(expected?.join("\n"));
  });
});
