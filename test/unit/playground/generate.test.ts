import { copyFileSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { generateOutput } from "../../../generator/cli/generator.js";
import { packageVersion } from "../../../generator/cli/root.js";
import { readFolder } from "../../../generator/cli/templates.js";
import {
  generatePackage,
  type GeneratedPackage,
  type Progress,
} from "../../../playground/src/generation/generate.js";
import { readModel, type ModelFile, type Note } from "../../../playground/src/generation/model.js";
import { readTemplates } from "../../support/generate.js";
import { tinsmith } from "../cli/harness.js";
import { temporaryFolder } from "../output/tree.js";

const root = resolve(import.meta.dirname, "../../..");
const generator = { templates: readTemplates(), generatorVersion: packageVersion() };

const fileOf = (path: string): ModelFile => ({
  file: path.replace(/^.*\//, ""),
  text: readFileSync(join(root, path), "utf8"),
});

/** Generates operations of a file's only service. */
async function generated(
  source: ModelFile,
  names: readonly string[],
  tell: (progress: Progress) => void = () => {},
): Promise<GeneratedPackage> {
  const { model, services } = readModel(source);
  const [service] = services;
  if (!model || !service) throw new Error(`${source.file} has no service.`);
  const operations = service.operations.filter(({ name }) => names.includes(name));
  const order = {
    service: service.id,
    operations: operations.map(({ id }) => id),
    packageName: "@acme/client",
  };
  return generatePackage(model, source, order, generator, tell);
}

test("a package has the bytes that the command line writes", async () => {
  const folder = temporaryFolder();
  copyFileSync(join(root, "model/kms.json"), join(folder, "kms.json"));
  const { code, err } = await tinsmith(
    folder,
    "generate --model kms.json --operations ReEncrypt --name @acme/client --out client",
    { generateOutput },
  );
  expect(err).not.toContain("error");
  expect(code).toBe(0);

  const { files, clientName, notes } = await generated(fileOf("model/kms.json"), ["ReEncrypt"]);
  expect(notes).toEqual([]);
  expect(clientName).toBe("KMS");
  expect(files).toEqual(readFolder(join(folder, "client")));
});

test("progress is told, file by file", async () => {
  const progress: Progress[] = [];
  const weather = fileOf("playground/samples/weather.json");
  const { files, notes } = await generated(weather, ["GetForecast"], (each) => progress.push(each));
  expect(notes).toEqual([]);
  expect(files?.get("src/operations/getForecast.ts")).toContain("export function getForecast(");
  expect(progress.map(({ stage }) => stage)).toEqual(
    expect.arrayContaining(["validate", "lower", "emit", "format"]),
  );
  const last = progress.at(-1);
  expect(last?.done).toBe(last?.total);
  expect(last?.done).toBeGreaterThan(5);
});

test("the services of a model can be chosen from, by the names that people have for them", () => {
  const { services } = readModel(fileOf("model/kms.json"));
  expect(services).toHaveLength(1);
  expect(services[0]).toMatchObject({ id: "com.amazonaws.kms#TrentService", name: "KMS" });
  expect(services[0]?.operations).toHaveLength(54);
  expect(services[0]?.operations).toContainEqual({
    id: "com.amazonaws.kms#ReEncrypt",
    name: "ReEncrypt",
  });
});

const model = (shapes: object, more: object = {}): string =>
  JSON.stringify({ smithy: "2.0", shapes, ...more }, null, 2);

test.each<[what: string, text: string, note: Partial<Note>]>([
  [
    "text that is not JSON",
    "namespace example\n",
    { code: "Model.Json", message: expect.stringContaining("line 1, column 1") as string },
  ],
  [
    "OpenAPI",
    '{"openapi":"3.0.0"}',
    { code: "Model.NotSmithy", message: expect.stringContaining("OpenAPI") as string },
  ],
  [
    "a target that is not there",
    model({ "a#L": { type: "list", member: { target: "a#M" } } }),
    {
      code: "Target.UnresolvedShape",
      place: "model.json:7:19",
      pointer: "/shapes/a#L/member/target",
    },
  ],
  [
    "a model without a service",
    model({ "a#S": { type: "string" } }),
    { code: "Service.Unknown", message: expect.stringContaining("no service") as string },
  ],
])("%s is told, with its place", (_what, text, note) => {
  const { model, services, notes } = readModel({ file: "model.json", text });
  expect(model).toBeUndefined();
  expect(services).toEqual([]);
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatchObject(note);
});

test("what is wrong with a service is told where it is generated", async () => {
  const text = model({
    "a#S": { type: "service", version: "1", operations: [{ target: "a#O" }] },
    "a#O": { type: "operation" },
  });
  const { files, notes } = await generated({ file: "model.json", text }, ["O"]);
  expect(files).toBeUndefined();
  expect(notes).toMatchObject([{ severity: "error", place: "model.json:4:12" }]);
  expect(notes[0]?.message).toMatch(/protocol/);
});

test("characters that are not seen are shown as escapes", () => {
  const text = model({ "a#S": { type: "string\u202e\u0007" } });
  const { notes } = readModel({ file: "a\u202e.json", text });
  expect(notes[0]?.message).not.toMatch(/\p{C}/u);
  expect(notes[0]?.message).toContain("\\u202e");
  expect(notes[0]?.place).toBe("a\\u202e.json:5:15");
});
