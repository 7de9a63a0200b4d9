import { describe, expect, it } from "vitest";
import { parseArguments } from "../../../generator/cli/arguments.js";
import { temporaryFolder } from "../output/tree.js";
import { tinsmith } from "./harness.js";

describe("the command line", () => {
  it.each([
    [
      "",
      "A command is expected: add, diff, generate, inspect, migrate, pull, remove, size or update.",
    ],
    ["gnerate", 'Unknown command "gnerate". Did you mean generate?'],
    [
      "compare a b",
      'Unknown command "compare". Known are add, diff, generate, inspect, migrate, pull, remove, size and update.',
    ],
    ["generate --chek", 'Unknown argument "--chek". Did you mean --check?'],
    ["generate --dryrun=1", 'Unknown argument "--dryrun". Did you mean --dry-run?'],
    ["generate -q", 'Unknown argument "-q".'],
    // The name is as yargs makes it harmless.
    ["generate --__proto__", 'Unknown argument "___proto___".'],
    ["generate --constructor", 'Unknown argument "--constructor".'],
    ["generate extra", 'Unknown argument "extra".'],
    ["generate --config", "Not enough arguments following: config."],
    ["generate --check --dry-run", "Arguments check and dry-run are mutually exclusive."],
    ["generate --quiet --verbose", "Arguments quiet and verbose are mutually exclusive."],
    ["pull --check --dry-run", "Arguments check and dry-run are mutually exclusive."],
    ["pull --ofline", 'Unknown argument "--ofline". Did you mean --offline?'],
    ["generate --config a --model b", "Arguments config and model are mutually exclusive."],
    ["inspect m --format dot --graph m.svg", "Arguments format and graph are mutually exclusive."],
    ["inspect", "inspect looks at a model: inspect MODEL."],
    ["diff a.json", "diff compares two versions: diff OLD NEW."],
    [
      "inspect m --format xml",
      'Invalid values:\n  Argument: format, Given: "xml", Choices: "text", "json", "dot".',
    ],
    [
      "generate --model m --out o --name n --long int",
      'Invalid values:\n  Argument: long, Given: "int", Choices: "number", "bigint".',
    ],
  ])("refuses %j", async (args, message) => {
    expect(await tinsmith(temporaryFolder(), args)).toEqual({
      code: 2,
      out: "",
      err: `error: ${message} See tinsmith --help.\n`,
    });
  });

  it.each([
    ["generate --config a --config b", "--config is given more than once."],
    ["inspect a --service b --service c", "--service is given more than once."],
    ["pull a --config b --config c", "--config is given more than once."],
    ["size a --max 1 --max 2", "--max is given more than once."],
    ["generate --model m --out o", "--model needs --out and --name with it."],
    ["generate --out o", "--out goes with --model only; a config says it for each package."],
    [
      "generate --operations A",
      "--operations goes with --model only; a config says it for each package.",
    ],
    [
      "generate --protocol rpcv2Cbor",
      "--protocol goes with --model only; a config says it for each package.",
    ],
    ["generate --long bigint", "--long goes with --model only; a config says it for each package."],
  ])("refuses %j", async (args, message) => {
    expect((await tinsmith(temporaryFolder(), args)).err).toBe(`error: ${message}\n`);
  });

  it.each(["add", "migrate", "generate --config"])(
    "refuses an empty argument of %s",
    async (command) => {
      await expect(parseArguments([...command.split(" "), ""], "1.2.3")).rejects.toThrow(
        "An argument is empty. Is a variable of the shell not set?",
      );
    },
  );

  it("prints its version and its help", async () => {
    const version = await tinsmith(temporaryFolder(), "--version");
    expect(version).toEqual({ code: 0, out: "1.2.3\n", err: "" });
    const help = await tinsmith(temporaryFolder(), "generate --help");
    expect(help.code).toBe(0);
    for (const flag of [
      "--check",
      "--dry-run",
      "--force",
      "--long",
      "--model",
      "--operations",
      "--protocol",
      "--quiet",
    ]) {
      expect(help.out).toContain(flag);
    }
  });
});
