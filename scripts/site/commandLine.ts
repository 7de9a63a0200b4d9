import { createParser } from "../../generator/cli/arguments.js";
import { EXIT } from "../../generator/cli/run.js";
import { code, fence, plain, table } from "./markdown.js";

/** An option or positional argument, as its line of the help says. */
interface Argument {
  readonly name: string;
  readonly description: string;
  /** Such as `string`, `required` and `choices: "a", "b"`. */
  readonly facts: readonly string[];
}

/** A command's help, taken apart. */
interface Help {
  readonly usage: string;
  readonly description: string;
  readonly positionals: readonly Argument[];
  readonly options: readonly Argument[];
  /** What stands below: environment, examples. */
  readonly notes: string;
}

const EXIT_CODES: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "It did what it was asked for.",
  differs: "A check, such as `--check`, found something that differs.",
  userError:
    "A mistake in the command line, the config, a model or a file; the message says where.",
  tooLarge: "The changes are larger than `--max-bump` allows. Nothing was written.",
  internalError: "A bug in Tinsmith. The message says what to report.",
  interrupted: "Stopped by Ctrl+C or its like. Nothing was written.",
};

/** The page of the command line: all that yargs knows of every command. */
export async function commandLinePage(version: string): Promise<string> {
  const usages = commandsIn(await helpOf([], version));
  const helps: Help[] = [];
  for (const usage of usages) helps.push(parseHelp(await helpOf([nameOf(usage)], version)));
  return [
    "# Command line",
    `The commands of Tinsmith ${version}. \`tinsmith COMMAND --help\` prints the same.`,
    table(
      ["command", "what it does"],
      helps.map(({ usage, description }) => {
        const name = nameOf(usage);
        return [`[${code(`tinsmith ${name}`)}](#${name})`, plain(description)];
      }),
    ),
    ...helps.flatMap(section),
    "## Exit codes",
    table(
      ["code", "when"],
      Object.entries(EXIT_CODES).map(([name, when]) => [
        String(EXIT[name as keyof typeof EXIT]),
        when,
      ]),
    ),
  ]
    .join("\n\n")
    .concat("\n");
}

/** What `--help` prints, a line for each argument however long it is. */
async function helpOf(command: readonly string[], version: string): Promise<string> {
  const args = [...command, "--help"];
  let printed = "";
  await createParser(args, version)
    .parser.wrap(null)
    .parseAsync(args, {}, (_error, _argv, output) => {
      printed = output;
    });
  return printed;
}

/** The usages of the commands that the program's help lists, without the program's name. */
function commandsIn(help: string): readonly string[] {
  const listed = /^Commands:\n((?: {2}.*\n)+)/m.exec(help)?.[1] ?? "";
  const usages = listed
    .trimEnd()
    .split("\n")
    .map((line) => /^ {2}tinsmith (.+?)(?: {2,}|$)/.exec(line)?.[1]);
  if (usages.length === 0 || usages.includes(undefined)) {
    throw new Error(`The help does not list commands as it did:\n${help}`);
  }
  return usages.filter((usage) => usage !== undefined);
}

const nameOf = (usage: string): string => usage.split(" ")[0] ?? "";

/** @throws where a help is not laid out as yargs does */
export function parseHelp(help: string): Help {
  const [head = "", ...blocks] = help.trimEnd().split(/\n\n(?=\S)/);
  const [description = ""] = blocks;
  const block = (title: string): readonly string[] | undefined => {
    const [first, ...lines] =
      blocks.find((text) => text.startsWith(`${title}:\n`))?.split("\n") ?? [];
    return first === undefined ? undefined : lines;
  };
  const options = block("Options");
  if (!head.startsWith("tinsmith ") || options === undefined) {
    throw new Error(`The help is not laid out as it was:\n${help}`);
  }
  const notes = blocks.slice(blocks.findIndex((text) => text.startsWith("Options:\n")) + 1);
  return {
    usage: head.replace("tinsmith ", ""),
    description,
    positionals: (block("Positionals") ?? []).map(parseArgument),
    options: options
      .map(parseArgument)
      .filter(({ name }) => name !== "--help" && name !== "--version"),
    notes: notes.join("\n\n"),
  };
}

function parseArgument(line: string): Argument {
  const [, name = "", rest = ""] = /^ +(\S+(?:, \S+)*) {2,}(.*)$/.exec(line) ?? [];
  if (name === "") throw new Error(`No argument is described by:\n${line}`);
  const [, description = "", facts = ""] = /^(.*?)((?: {2,}| )\[[^\]]*\].*)?$/.exec(rest) ?? [];
  return {
    name,
    description: description.trim(),
    facts: [...facts.matchAll(/\[((?:[^[\]]|\[[^\]]*\])*)\]/g)].map(([, fact = ""]) => fact),
  };
}

function section(help: Help): readonly string[] {
  const { usage, description, positionals, options, notes } = help;
  const [arguments_, flags] = [positionals, options].map((list) => list.map(row));
  return [
    `## ${nameOf(usage)}`,
    `${plain(description)}.`,
    fence("sh", `npx tinsmith ${usage}${options.length > 0 ? " [options]" : ""}`),
    ...(positionals.length > 0 ? [table(["argument", "what it is"], arguments_ ?? [])] : []),
    ...(options.length > 0 ? [table(["option", "what it does"], flags ?? [])] : []),
    ...(notes === "" ? [] : [fence("text", notes)]),
  ];
}

/** A line of a table: the values that an argument takes stand with its name. */
function row({ name, description, facts }: Argument): readonly string[] {
  const fact = (start: string) => facts.find((each) => each.startsWith(start))?.slice(start.length);
  const choices = fact("choices: ");
  const fallback = fact("default: ");
  const values = choices?.replace(/"/g, "").split(", ");
  const takes = facts.find((each) => ["string", "number", "array"].includes(each));
  const isFlag = name.startsWith("-");
  return [
    code(name) + (isFlag && takes && !values ? ` ${takes === "number" ? "number" : "text"}` : ""),
    [
      `${plain(description)}.`,
      ...(values ? [`One of ${values.map(code).join(", ")}.`] : []),
      ...(takes === "array" && isFlag ? ["May be repeated."] : []),
      ...(fallback !== undefined && fallback !== "[]"
        ? [`By default ${code(fallback.replace(/"/g, ""))}.`]
        : []),
    ].join(" "),
  ];
}
