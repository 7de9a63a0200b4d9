import { describe, expect, it } from "vitest";
import { emitEndpointFunction } from "../../../generator/emit/endpoint/program.js";
import { compileRuleSet } from "../../../generator/endpoints/compile.js";
import type { Json, JsonObject } from "../../../generator/smithy/model.js";
import { endpointResolver, endpointSource } from "../../support/endpointModule.js";
import { printCode } from "../../support/printCode.js";
import { typeErrors } from "../../support/typeErrors.js";

const common = {
  Region: { type: "string", builtIn: "AWS::Region" },
  UseFIPS: { type: "boolean", builtIn: "AWS::UseFIPS", required: true, default: false },
  UseDualStack: { type: "boolean", builtIn: "AWS::UseDualStack", required: true, default: false },
  Endpoint: { type: "string", builtIn: "SDK::Endpoint" },
};

const ref = (name: string): Json => ({ ref: name });
const call = (fn: string, ...argv: Json[]): JsonObject => ({ fn, argv });
const assign = (name: string, condition: JsonObject): JsonObject => ({
  ...condition,
  assign: name,
});
const isSet = (name: string) => call("isSet", ref(name));
const fips = call("booleanEquals", ref("UseFIPS"), true);
const dualStack = call("booleanEquals", ref("UseDualStack"), true);
const url = (text: string, ...conditions: Json[]): Json => ({
  type: "endpoint",
  conditions,
  endpoint: { url: text },
});
const error = (text: string, ...conditions: Json[]): Json => ({
  type: "error",
  conditions,
  error: text,
});
const tree = (conditions: Json[], ...rules: Json[]): Json => ({ type: "tree", conditions, rules });

function compile(rules: readonly Json[], parameters: Json = common) {
  const { program, diagnostics } = compileRuleSet({ version: "1.1", parameters, rules });
  expect(diagnostics).toEqual([]);
  if (!program) throw new Error("A rule set without diagnostics has a program.");
  return program;
}

/** Everything that was emitted, to be compiled at the end. */
const sources = new Map<string, string>();

/** The statements of `resolveEndpoint`. */
function bodyOf(rules: readonly Json[], parameters?: Json): string {
  const program = compile(rules, parameters);
  sources.set(`${sources.size}.ts`, endpointSource(program));
  const text = printCode(emitEndpointFunction(program).slice(-1), "./runtime");
  return text
    .slice(text.indexOf("Endpoint {\n") + 11, text.lastIndexOf("}"))

    .replace(/^ {2}/gm, "")
    .trimEnd();
}

describe("emitEndpointFunction", () => {
  it.each<[string, { given: Json[]; want: string }]>([
    [
      "an endpoint without conditions",
      { given: [url("https://example.com")], want: `return { url: "https://example.com" };` },
    ],
    [
      "what is left when no rule matches",
      {
        given: [url("https://a", fips)],
        want: `if (useFips) return { url: "https://a" };
misconfigured("No endpoint rule matches the parameters");`,
      },
    ],
    [
      "templates",
      {
        given: [url("https://{Region}.x{{y}}", isSet("Region")), error("x")],
        want: `if (region !== undefined) return { url: \`https://\${region}.x{y}\` };
misconfigured("x");`,
      },
    ],
    [
      "conditions in a row as one",
      {
        given: [tree([isSet("Region"), fips], url("https://a")), url("https://b")],
        want: `if (region !== undefined && useFips) return { url: "https://a" };
return { url: "https://b" };`,
      },
    ],
    [
      "negations",
      {
        given: [
          url("https://a", call("not", isSet("Region"))),
          url("https://b", isSet("Region"), call("not", call("stringEquals", ref("Region"), "x"))),
          url("https://c", call("booleanEquals", false, ref("UseFIPS"))),
          url("https://d"),
        ],
        want: `if (region === undefined) return { url: "https://a" };
if (region !== "x") return { url: "https://b" };
if (!useFips) return { url: "https://c" };
return { url: "https://d" };`,
      },
    ],
    [
      "an error before a long rest",
      {
        given: [
          tree([isSet("Region")], url("https://{Region}", fips), url("https://b")),
          error("No region"),
        ],
        want: `if (region === undefined) misconfigured("No region");
if (useFips) return { url: \`https://\${region}\` };
return { url: "https://b" };`,
      },
    ],
    [
      "rules that do the same as one",
      {
        given: [
          tree(
            [isSet("Region")],
            url("https://a", call("stringEquals", ref("Region"), "x")),
            url("https://a", call("stringEquals", "y", ref("Region"))),
            url("https://b"),
          ),
          error("x"),
        ],
        want: `if (region === undefined) misconfigured("x");
if (region === "x" || region === "y") return { url: "https://a" };
return { url: "https://b" };`,
      },
    ],
    [
      "nothing that cannot happen",
      {
        given: [
          url("https://a", fips),
          url(
            "https://b",
            call("not", ref("UseFIPS")),
            call("booleanEquals", ref("UseDualStack"), true),
          ),
          url("https://c", fips),
          url("https://d", call("booleanEquals", ref("UseFIPS"), false)),
          error("never"),
        ],
        want: `if (useFips) return { url: "https://a" };
if (useDualStack) return { url: "https://b" };
return { url: "https://d" };`,
      },
    ],
    [
      "tests that follow from others together",
      {
        given: [
          url("https://a", fips, dualStack),
          url("https://b", fips, call("booleanEquals", ref("UseDualStack"), false)),
          url("https://c", fips),
          url("https://d"),
        ],
        want: `if (useFips) {
  if (useDualStack) return { url: "https://a" };
  return { url: "https://b" };
}
return { url: "https://d" };`,
      },
    ],
    [
      "a value that a variable stands for, once",
      {
        given: [
          tree(
            [isSet("Endpoint"), assign("one", call("parseURL", ref("Endpoint")))],
            tree(
              [assign("two", call("parseURL", ref("Endpoint")))],
              url("{two#scheme}://{one#authority}", fips),
              url("https://b"),
            ),
          ),
          error("x"),
        ],
        want: `if (endpoint !== undefined) {
  const one = parseURL(endpoint);
  if (one) {
    if (useFips) return { url: \`\${one.scheme}://\${one.authority}\` };
    return { url: "https://b" };
  }
}
misconfigured("x");`,
      },
    ],
    [
      "a variable that is only tested, in its test",
      {
        given: [
          url("https://a", isSet("Endpoint"), assign("x", call("parseURL", ref("Endpoint")))),
          url("https://b"),
        ],
        want: `if (endpoint !== undefined && parseURL(endpoint) !== undefined) return { url: "https://a" };
return { url: "https://b" };`,
      },
    ],
    [
      "the functions that are operators",
      {
        given: [
          url(
            "https://{suffix}{region}",
            assign("suffix", call("ite", fips, "-fips", "")),
            assign("region", call("coalesce", ref("Region"), "none", ref("Endpoint"))),
          ),
        ],
        want: `const suffix = useFips ? "-fips" : "";
const region2 = region ?? "none";
return { url: \`https://\${suffix}\${region2}\` };`,
      },
    ],
    [
      "operators in operators",
      {
        given: [
          url(
            "https://a",
            call("not", call("stringEquals", call("coalesce", ref("Region"), "x"), "y")),
            call(
              "not",
              call("booleanEquals", call("ite", fips, isSet("Region"), false), call("not", fips)),
            ),
          ),
          url("https://b"),
        ],
        want: `if ((region ?? "x") !== "y" && (useFips ? (region !== undefined) : false) !== (!useFips)) {
  return { url: "https://a" };
}
return { url: "https://b" };`,
      },
    ],
    [
      "headers and properties",
      {
        given: [
          {
            type: "endpoint",
            conditions: [isSet("Region")],
            endpoint: {
              url: { ref: "Region" },
              headers: { "x-a": ["{Region}", "*"] },
              properties: {
                authSchemes: [{ name: "sigv4", signingRegion: "{Region}" }],
                ref: "x",
                n: [1, true, {}],
              },
            },
          },
        ],
        want: `if (region !== undefined) {
  return { url: region, headers: { "x-a": [region, "*"] }, properties: { authSchemes: [{ name: "sigv4", signingRegion: region }], n: [1, true, {}], ref: "x" } };
}
misconfigured("No endpoint rule matches the parameters");`,
      },
    ],
    [
      "partitions, by what is asked of them",
      {
        given: [
          tree(
            [isSet("Region"), assign("p", call("aws.partition", ref("Region")))],
            error(
              "no FIPS",
              call("booleanEquals", call("getAttr", ref("p"), "supportsFIPS"), false),
            ),
            url("https://{p#dnsSuffix}", call("stringEquals", "{p#name}", "aws")),
            url("https://{q#dnsSuffix}.{p#dnsSuffix}", assign("q", call("aws.partition", "x"))),
          ),
        ],
        want: `if (region === undefined) misconfigured("No endpoint rule matches the parameters");
const [, name, dnsSuffix] = partitions.find(([regions]) => regions.test(region))!;
if (name === "aws") return { url: \`https://\${dnsSuffix}\` };
const [, , qDnsSuffix] = partitions.find(([regions]) => regions.test("x"))!;
return { url: \`https://\${qDnsSuffix}.\${dnsSuffix}\` };`,
      },
    ],
  ])("prints %s", (_, { given, want }) => {
    expect(bodyOf(given)).toBe(want);
  });

  it("asks what shows the compiler that a value is set", () => {
    // That Region is set follows from three rules together, of which none alone narrows it.
    const unset = call("not", isSet("Region"));
    const body = bodyOf([
      error("a", unset, fips),
      error("b", dualStack, call("not", fips)),
      error("c", call("not", dualStack), unset),
      url("https://d", isSet("Region"), call("isValidHostLabel", ref("Region"), false)),
      url("https://e", isSet("Region")),
      url("https://f"),
    ]);
    expect(body).toContain(
      'if (region === undefined) misconfigured("c");\nif (isValidHostLabel(region, false))',
    );
  });

  it("drops a comparison that the compiler would call impossible", () => {
    const is = (text: string) => call("stringEquals", ref("Region"), text);
    const body = bodyOf([
      tree([isSet("Region"), is("x")], url("https://a", is("y")), url("https://b")),
      url("https://c"),
    ]);
    expect(body).toBe(
      `if (region === "x") return { url: "https://b" };\nreturn { url: "https://c" };`,
    );
  });

  it("has a table of what is asked of partitions", async () => {
    const program = compile([
      url(
        "https://{p#dnsSuffix}",
        isSet("Region"),
        assign("p", call("aws.partition", ref("Region"))),
      ),
    ]);
    const text = printCode(emitEndpointFunction(program), "./runtime");
    expect(text).toContain("(readonly [regions: RegExp, dnsSuffix: string])[] = [");
    expect(text).toContain('[/^(cn-\\w+-\\d+|aws-cn-global)$/, "amazonaws.com.cn"],');
    expect(text).toContain('[/^/, "amazonaws.com"],');
    // It has the DNS suffix of aws.
    expect(text).not.toContain("us-gov");
    const run = await endpointResolver(program);
    expect(run({ Region: "us-gov-west-1" })).toEqual({
      endpoint: { url: "https://amazonaws.com" },
    });
    expect(run({ Region: "aws-cn-global" })).toEqual({
      endpoint: { url: "https://amazonaws.com.cn" },
    });
    expect(run({ Region: "aws-cn-x-1" })).toEqual({ endpoint: { url: "https://amazonaws.com" } });
    expect(run({ Region: "cn-north-1\n" })).toEqual({ endpoint: { url: "https://amazonaws.com" } });
  });

  it("declares parameters that not every client has", () => {
    const program = compile(
      [url("https://a", isSet("Bucket")), url("https://{Mode}{Regional}", isSet("Regional"))],
      {
        Regional: { type: "string", builtIn: "AWS::Region", documentation: "The <b>region</b>." },
        Bucket: { type: "stringArray", documentation: "Ends the */ comment. {@link x}" },
        Mode: {
          type: "string",
          required: true,
          default: "`${x}`",
          deprecated: { message: "Use Bucket." },
        },
        Unused: { type: "boolean" },
      },
    );
    const text = printCode(emitEndpointFunction(program), "./runtime");
    expect(text).toContain("export interface ServiceEndpointParameters {");
    expect(text).toContain("readonly Bucket?: readonly string[] | undefined;");
    expect(text).toContain("@deprecated Use Bucket.");
    expect(text).not.toContain("*/ comment");
    expect(text).toContain(
      'resolveEndpoint(region: string | undefined, _config: ClientConfig, { Bucket, Mode = "`${x}`" }: Service',
    );
    sources.set(`${sources.size}.ts`, endpointSource(program));
  });

  it("takes the region as it is where there always is one", () => {
    const rules = [
      error("No region", call("not", isSet("Region"))),
      url("https://{Region}", isSet("Region")),
    ];
    const { program } = compileRuleSet(
      {
        version: "1.1",
        parameters: { ...common, Region: { ...common.Region, required: true } },
        rules,
      },
      undefined,
      { hasRegion: true },
    );
    const text = printCode(emitEndpointFunction(program!), "./runtime");
    expect(text).toContain(
      "resolveEndpoint(region: string): Endpoint {\n  return { url: `https://${region}` };\n}",
    );
    sources.set(`${sources.size}.ts`, endpointSource(program!));
  });

  it("has a default for what is `false` only where more than its truth is asked for", () => {
    const text = (...rules: Json[]) => {
      const program = compile(rules);
      sources.set(`${sources.size}.ts`, endpointSource(program));
      return printCode(emitEndpointFunction(program), "./runtime");
    };
    const same = call("booleanEquals", ref("UseFIPS"), ref("UseDualStack"));
    expect(text(url("https://a", same), url("https://b"))).toContain(
      "{ useDualStack = false, useFips = false }: ClientConfig",
    );
    expect(text(url("https://a", call("not", fips)), url("https://b"))).toContain(
      "{ useFips }: ClientConfig",
    );
  });

  it("requires the parameters that the rules require", async () => {
    const run = await endpointResolver(
      compile([url("https://{Account}")], { Account: { type: "string", required: true } }),
    );
    expect(run({})).toEqual({ error: "Account is required to find the endpoint" });
    expect(run({ Account: "" })).toEqual({ endpoint: { url: "https://" } });
  });

  it("gives names to all that has none it can use", async () => {
    const names = [
      "class",
      "await",
      "arguments",
      "undefined",
      "partitions",
      "regions",
      "region",
      "endpoint",
      "misconfigured",
      "parseURL",
      "resolveEndpoint",
    ];
    const parameters = Object.fromEntries(
      names.map((name) => [name, { type: "string", required: true }]),
    );
    const rules = [
      url(
        "https://" + names.map((name) => `{${name}}`).join("."),
        assign("Region", call("aws.partition", ref("class"))),
        assign("x", call("parseURL", ref("await"))),
        assign("dnsSuffix", call("coalesce", "{Region#dnsSuffix}{x#path}", "y")),
        call(
          "stringEquals",
          "{dnsSuffix}{x#path}{Region#dnsSuffix}",
          "amazonaws.com/p/pamazonaws.com",
        ),
      ),
    ];
    const program = compile(rules, parameters);
    sources.set(`${sources.size}.ts`, endpointSource(program));
    const run = await endpointResolver(program);
    const values = names.map((name) => [name, name === "await" ? "http://a/p" : name]);
    expect(run(Object.fromEntries(values) as Record<string, unknown>)).toEqual({
      endpoint: {
        url: "https://" + names.map((name) => (name === "await" ? "http://a/p" : name)).join("."),
      },
    });
  });

  it("prints any text as what it is", async () => {
    const texts = [
      "`",
      "${process.exit()}",
      "\\",
      "\\`",
      '"',
      "'",
      "\n",
      "\r\n",
      "\u2028",
      "\0",
      "\\u0041",
      "*/",
      "</script>",
      "\ud800",
      '\\"',
      "$",
      "$\\{",
      "{{",
    ];
    for (const text of texts) {
      const braced = text.replace(/[{}]/g, "$&$&");
      const program = compile([
        error(braced, fips),
        {
          type: "endpoint",
          conditions: [isSet("Region")],
          endpoint: {
            url: `https://${braced}{Region}${braced}`,
            properties: { [text]: braced, __proto__x: "{Region}" },
          },
        },
      ]);
      const run = await endpointResolver(program);
      expect(run({ UseFIPS: true })).toEqual({ error: text });
      expect(run({ Region: "r" })).toEqual({
        endpoint: { url: `https://${text}r${text}`, properties: { [text]: text, __proto__x: "r" } },
      });
    }
  });

  it("keeps a property named __proto__ a property", async () => {
    const properties = JSON.parse('{ "__proto__": { "polluted": "yes" } }') as Json;
    const run = await endpointResolver(
      compile([{ type: "endpoint", conditions: [], endpoint: { url: "https://a", properties } }]),
    );
    const outcome = run({});
    if (!("endpoint" in outcome)) throw new Error(outcome.error);
    expect(Object.keys(outcome.endpoint.properties ?? {})).toEqual(["__proto__"]);
    expect(outcome.endpoint.properties?.["polluted"]).toBeUndefined();
  });

  it("emits code that compiles under strict settings", () => {
    expect(sources.size).toBeGreaterThan(15);
    expect(typeErrors(sources)).toEqual([]);
  });

  it("prints the same whatever the order of keys", () => {
    const parameters = { B: { type: "string" }, A: { type: "string" } };
    const shuffled = { A: parameters.A, B: parameters.B };
    const endpoint = (properties: Json): Json => ({
      type: "endpoint",
      conditions: [isSet("A"), isSet("B")],
      endpoint: { url: "https://{A}{B}", properties },
    });
    const print = (given: Json, rule: Json) =>
      printCode(emitEndpointFunction(compile([rule], given)), "./runtime");
    expect(print(parameters, endpoint({ x: "1", y: "2" }))).toBe(
      print(shuffled, endpoint({ y: "2", x: "1" })),
    );
  });
});
