import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compile, errorsOf } from "../../support/compile.js";
import { generateText } from "../../support/generate.js";
import { sourcePackage } from "../../support/sourcePackage.js";

const root = resolve(import.meta.dirname, "../../..");

const members = (of: Record<string, readonly string[]>) =>
  Object.fromEntries(
    Object.entries(of).map(([name, [target, ...traits]]) => [
      name,
      {
        target: (target ?? "").includes("#") ? target : `example#${target}`,
        traits: Object.fromEntries(traits.map((trait) => [`smithy.api#${trait}`, {}])),
      },
    ]),
  );

const string = "smithy.api#String";
const targets = (...names: string[]) => names.map((name) => ({ target: `example#${name}` }));

const shapes: Record<string, object> = {
  Vault: {
    type: "service",
    version: "1",
    operations: targets("Put", "Ping"),
    traits: {
      "aws.protocols#awsJson1_0": {},
      "aws.auth#sigv4": { name: "vault" },
      "smithy.api#title": "A */ Vault",
    },
  },
  Put: {
    type: "operation",
    input: { target: "example#PutInput" },
    output: { target: "example#PutOutput" },
    errors: targets("PutFailed", "Gone", "Leaked"),
    traits: { "smithy.api#documentation": "<p>Puts a thing. At length.</p>" },
  },
  Ping: { type: "operation", traits: { "smithy.api#deprecated": {} } },
  PutInput: {
    type: "structure",
    members: members({
      Name: [string, "required"],
      Secret: ["Secret"],
      Tree: ["Tree"],
      Open: ["Open"],
    }),
  },
  PutOutput: { type: "structure", members: members({ Again: ["PutCommandInput"] }) },
  // Named as one of the bridge's own.
  PutCommandInput: { type: "structure", members: members({ Token: ["Secret"] }) },
  Tree: { type: "structure", members: members({ Branches: ["Trees"], Leaf: ["Secret"] }) },
  Trees: { type: "list", member: { target: "example#Tree" } },
  Open: { type: "structure", members: members({ Deeper: ["Opens"] }) },
  Opens: { type: "list", member: { target: "example#Open" } },
  Secret: { type: "string", traits: { "smithy.api#sensitive": {} } },
  PutFailed: {
    type: "structure",
    members: members({
      message: [string],
      name: [string],
      constructor: [string],
      Reason: [string, "required"],
      Where: ["Open"],
    }),
    traits: { "smithy.api#error": "client" },
  },
  Leaked: {
    type: "structure",
    members: members({ Key: ["Secret"], Where: [string] }),
    traits: { "smithy.api#error": "client" },
  },
  Gone: { type: "structure", members: {}, traits: { "smithy.api#error": "server" } },
};

const model = JSON.stringify({
  smithy: "2.0",
  shapes: Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [`example#${name}`, shape]),
  ),
});

async function filesOf(generated: ReturnType<typeof generateText>): Promise<Map<string, string>> {
  const { files, diagnostics } = await generated;
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return new Map(files);
}

/** What the compiler says of a package's sources. */
function compileErrors(files: ReadonlyMap<string, string>): readonly string[] {
  const texts = new Map(
    [...files]
      .filter(([path]) => path.startsWith("src/"))
      .map(([path, text]) => [join(root, "virtual", path), text]),
  );
  const program = compile(texts, {
    types: ["node"],
    declaration: true,
    isolatedDeclarations: true,
    verbatimModuleSyntax: true,
  });
  return errorsOf(program);
}

describe("the bridge's module", () => {
  let text: string;
  let files: Map<string, string>;
  const folder = join(root, ".cache", `emit-bridge.${process.pid}`);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(async () => {
    files = await filesOf(generateText(model));
    text = files.get("src/smithy.ts") ?? "";
  });

  // That of each feature is compiled with its package, in test/golden.
  it("compiles, as the testing module does", () => {
    expect(compileErrors(files)).toEqual([]);
  });

  it("has a command for each operation, which names what holds something sensitive", () => {
    expect(text).toContain(`
/** Puts a thing. */
export class PutCommand extends Command<PutCommandInput, PutCommandOutput> {
  constructor(input: PutCommandInput) {
    super(putOperation, input, ["Again", "Secret", "Tree"]);
  }
}
`);
  });

  it("has commands without input or output", () => {
    expect(text).toContain(`
export interface PingCommandInput extends Unit {}

export interface PingCommandOutput extends MetadataBearer {}

/** @deprecated */
export class PingCommand extends Command<PingCommandInput, PingCommandOutput> {
  constructor(input?: PingCommandInput) {
    super(pingOperation, input);
  }
}
`);
  });

  it("has an exception for each error, with its members but those of every exception", () => {
    expect(text).toContain(`
export class Gone extends VaultServiceException {
  override readonly name = "Gone";
  override readonly $fault = "server";
}
`);
    expect(text).toContain(`
export class PutFailed extends VaultServiceException {
  override readonly name = "PutFailed";
  override readonly $fault = "client";
  declare readonly Reason: string;
  declare readonly Where?: Open | undefined;
  constructor(options: ExceptionOptions & Pick<PutFailed, "Reason" | "Where">) {
    super(options);
  }
}
`);
  });

  it("exports the shapes' types, but for those whose names it has itself", () => {
    expect(text).toContain("Tree");
    expect(text).toMatch(/export type \{[^}]*PutInput[^}]*\} from/);
    expect(text).not.toMatch(/export type \{[^}]*PutCommandInput[^}]*\} from/);
  });

  it("exports exceptions whose sensitive members logs do not show", async () => {
    for (const [path, text] of files) {
      if (!path.startsWith("src/")) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    writeFileSync(join(folder, "package.json"), sourcePackage);
    interface Vault {
      VaultClient: new (config: object) => {
        config: { apiVersion: string };
        send(command: object): Promise<unknown>;
      };
      PutCommand: new (input: object) => object;
      Leaked: new () => object;
    }
    const vault = (await import(/* @vite-ignore */ join(folder, "src/smithy.ts"))) as Vault;
    const body = JSON.stringify({ __type: "Leaked", Key: "a secret", Where: "x" });
    const handle = () => Promise.resolve({ response: { statusCode: 400, headers: {}, body } });
    const client = new vault.VaultClient({
      region: "r",
      endpoint: "https://vault.example",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      requestHandler: { handle },
    });
    expect(client.config.apiVersion).toBe("1");
    const error = await client.send(new vault.PutCommand({ Name: "n" })).then(
      () => undefined,
      (thrown: unknown) => thrown as Record<string, unknown>,
    );
    expect(error).toBeInstanceOf(vault.Leaked);
    expect([error?.["Key"], error?.["Where"], error?.["name"]]).toEqual([
      "a secret",
      "x",
      "Leaked",
    ]);
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain("a secret");
  });

  it("is needed by no other module", () => {
    const importers = [...files]
      .filter(([, text]) => /from "(@smithy\/|\S+\/smithy(\/\w+)?\.js)/.test(text))
      .map(([path]) => path)
      .filter((path) => path.startsWith("src/"));
    expect(importers.sort()).toEqual([
      "src/smithy.ts",
      "src/smithy/bridge.ts",
      "src/smithy/exceptions.ts",
    ]);
  });
});
