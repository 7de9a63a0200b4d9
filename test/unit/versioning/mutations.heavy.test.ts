import fc from "fast-check";
import { describe as suite, expect, it } from "vitest";
import { describe } from "../../../generator/describe.js";
import type { Remembered } from "../../../generator/ir/remembered.js";
import { loadModel } from "../../../generator/smithy/load.js";
import type { Model, ServiceShape } from "../../../generator/smithy/model.js";
import { printAst } from "../../../generator/smithy/printAst.js";
import { selectOperations, selectService } from "../../../generator/smithy/select.js";
import { sliceModel } from "../../../generator/smithy/slice.js";
import { compareSurfaces } from "../../../generator/versioning/compare/compare.js";
import { rememberedOf } from "../../../generator/versioning/exported.js";
import { rules } from "../../../generator/versioning/rules.js";
import { compilerVerdict, namesLost, versionOf } from "../../support/compilerVerdict.js";
import { describeWith, type ConformanceData } from "../../support/conformance.js";
import { copy, mutations, type Ast, type Mutation } from "../../support/mutations.js";
import { nameMutations } from "../../support/nameMutations.js";
import { ZOO } from "./models.js";

suite("one known change of a model", () => {
  it.each(mutations)("$name: the bump, the rule, and what the compiler says", async (mutation) => {
    // Every member, enum and operation of the small model is tried; the compiler is asked of some.
    for (let pick = 0; pick < 12; pick++) await check(ZOO, mutation, pick, pick % 5 === 0);
  });
});

suite("one known change of names", () => {
  it.each(nameMutations)("$name: names stay, or the bump is major", async (mutation) => {
    for (let pick = 0; pick < 5; pick++) await check(ZOO, mutation, pick, pick % 4 === 0);
  });
});

suite("names over several releases", () => {
  const step = fc.tuple(fc.constantFrom(...nameMutations, ...mutations), fc.nat(20));

  it("keep their meaning until a major one, and are settled once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (steps) => {
        const ast = copy(ZOO);
        let older = await versionOf(modelOf(ast));
        for (const [{ mutate }, pick] of steps) {
          mutate(ast, pick);
          const newer = await versionOf(modelOf(ast), undefined, older);
          const { bump } = compareSurfaces(older.surface, newer.surface);
          if (bump !== "major") expect(namesLost(older.surface, newer.surface)).toEqual([]);
          expect((await versionOf(modelOf(ast), undefined, newer)).surface).toEqual(newer.surface);
          older = newer;
        }
      }),
      { numRuns: 60 },
    );
  });
});

suite("row 42: a model whose shapes have the names of the language", () => {
  const ast = copy(ZOO);
  const names = ["Record", "Promise", "Date", "Array", "Parameters", "Uint8Array", "AsyncIterable"];
  const members = ast.shapes["ns#FeedOutput"]?.members ?? {};
  for (const name of names) {
    const shape = { text: { target: "smithy.api#String" }, keys: { target: "ns#Keys" } };
    ast.shapes[`ns#${name}`] = { type: "structure", members: shape };
    members[`a${name}`] = { target: `ns#${name}` };
  }

  it.each(mutations.slice(0, 6))(
    "$name: the bump, and what the compiler says",
    async (mutation) => {
      for (let pick = 0; pick < 30; pick++) await check(ast, mutation, pick, pick % 15 === 0);
    },
  );
});

const slices = {
  kms: ["CreateKey", "ReEncrypt", "DeleteAlias"],
  dynamodb: ["TransactWriteItems", "DescribeTable", "ListTables"],
  lambda: ["CreateFunction", "DeleteFunction"],
};

describeWith("models", "one known change of an official model", ({ read }) => {
  const models = Object.entries(slices).map(([name, operations]) => ({ name, operations }));

  it.each(models)("$name: the bump, and what the compiler says", async ({ name, operations }) => {
    const ast = sliced(read, name, operations);
    const mutation = fc.constantFrom(...mutations, ...nameMutations);
    await fc.assert(
      fc.asyncProperty(mutation, fc.nat(10_000), fc.nat(9), (mutation, pick, asked) =>
        check(ast, mutation, pick, asked === 0),
      ),
      { numRuns: 60 },
    );
  });
});

suite("the rules", () => {
  it("are each found by a mutation, or by a test of their own", () => {
    const found = new Set([...mutations, ...nameMutations].map(({ rule }) => rule));
    const elsewhere = [
      // What the package around a model is made of.
      ...["client-renamed", "setting-added", "setting-changed", "setting-removed"],
      ...["export-added", "export-changed", "export-removed", "code-changed"],
      // What the generator can do.
      ...["operation-callable", "operation-types-only"],
      ...["paginator-changed", "waiter-changed"],
      ...["type-kind-changed", "error-added", "error-fault-changed", "tests-changed"],
    ];
    const all = Object.keys(rules).sort();
    expect([...found, ...elsewhere].filter(Boolean).sort()).toEqual(expect.arrayContaining(all));
  });
});

/** Changes a model, and compares what Tinsmith and the compiler say of that with what has to come. */
async function check(ast: Ast, mutation: Mutation, pick: number, asksCompiler: boolean) {
  const changed = copy(ast);
  const expected = mutation.mutate(changed, pick);
  if (expected === undefined) return;
  const [older, newer] = [modelOf(ast), modelOf(changed)];
  const before = surface(older);
  const { bump, changes } = compareSurfaces(before, surface(newer, rememberedOf(before)));
  const told = changes.map(({ rule, message }) => `${rule}: ${message}`).join("\n");
  expect(bump, `${mutation.name}\n${told}`).toBe(expected);
  if (mutation.rule !== undefined) {
    expect(
      changes.map(({ rule }) => rule),
      told,
    ).toContain(mutation.rule);
  }
  if (!asksCompiler) return;
  const from = await versionOf(older);
  const to = await versionOf(newer, undefined, from);
  expect(compareSurfaces(from.surface, to.surface).bump, mutation.name).toBe(expected);
  const errors = compilerVerdict(from, to);
  expect(errors.length > 0, `${mutation.name}\n${told}\n${errors.join("\n")}`).toBe(
    expected === "major",
  );
}

function surface(model: Model, remembered?: Remembered) {
  const found = describe({ model, remembered });
  if (!found.surface) throw new Error(JSON.stringify(found.diagnostics));
  return found.surface;
}

function modelOf(ast: Ast): Model {
  const { model, diagnostics } = loadModel([{ file: "model.json", text: JSON.stringify(ast) }]);
  if (!model) throw new Error(JSON.stringify(diagnostics));
  return model;
}

/** Some operations of an official model, without the traits that name members. */
function sliced(read: ConformanceData["read"], name: string, patterns: readonly string[]): Ast {
  const file = `models/${name}.json`;
  const { model } = loadModel([{ file, text: read(file) }]);
  if (!model) throw new Error(`${file} does not load.`);
  const service = selectService(model).service as ServiceShape;
  const { operations } = selectOperations(model, service, patterns);
  const ast = copy(printAst(sliceModel(model, service, operations)) as unknown as Ast);
  for (const shape of Object.values(ast.shapes)) {
    for (const on of [shape, ...Object.values(shape.members ?? {})]) {
      if (!on.traits) continue;
      on.traits = Object.fromEntries(Object.entries(on.traits).filter(([id]) => kept.test(id)));
    }
  }
  return ast;
}

const kept =
  /^(smithy\.api#(required|default|enumValue|error|sparse|documentation|sensitive|idempotencyToken|input|output)|aws\.protocols#awsJson1_[01]|aws\.api#service)$/;
