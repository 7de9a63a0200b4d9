import { nearestNames } from "../smithy/nearest.js";
import {
  ADD,
  COMMANDS,
  DIFF,
  GENERATE,
  INSPECT,
  MIGRATE,
  PULL,
  REMOVE,
  SIZE,
  UPDATE,
} from "./options.js";

const EXPECTED: Readonly<Record<string, string>> = {
  add: "add makes a client of a service: add SERVICE, such as add s3.",
  diff: "diff compares two versions: diff OLD NEW.",
  inspect: "inspect looks at a model: inspect MODEL.",
  migrate: "migrate rewrites files and folders: migrate PATH.",
  remove: "remove takes a service away: remove SERVICE.",
};

/** What yargs says of a wrong command line, with the nearest right word. */
export function explain(message: string, args: readonly string[]): string {
  if (message.startsWith("Not enough non-option arguments")) {
    const command = Object.keys(EXPECTED).find((name) => args.includes(name));
    return EXPECTED[command ?? ""] ?? sentence(message);
  }
  const unknown = /^Unknown arguments?: (.*)$/s.exec(message)?.[1];
  if (unknown === undefined) return sentence(message);
  const [first = ""] = args;
  if (!first.startsWith("-") && !COMMANDS.includes(first)) {
    const [meant] = nearestNames(first, COMMANDS);
    const hint =
      meant === undefined ? ` Known are ${list(COMMANDS, "and")}.` : ` Did you mean ${meant}?`;
    return `Unknown command ${JSON.stringify(first)}.${hint}`;
  }
  return unknown
    .split(", ")
    .map((name) => {
      const typed = asTyped(name, args);
      return `Unknown argument ${JSON.stringify(typed)}.${suggestion(name, typed.startsWith("-"))}`;
    })
    .join(" ");
}

/** An argument whose dashes yargs took away. */
function asTyped(name: string, args: readonly string[]): string {
  const typed = args.map((arg) => arg.split("=")[0] ?? "");
  return typed.find((arg) => arg.replace(/^-+/, "") === name) ?? name;
}

function suggestion(name: string, isFlag: boolean): string {
  const flags = [
    ...[ADD, DIFF, GENERATE, INSPECT, MIGRATE, PULL, REMOVE, SIZE, UPDATE].flatMap(Object.keys),
    "help",
    "version",
  ];
  const [found] = nearestNames(name, new Set(isFlag ? flags : COMMANDS));
  if (found === undefined) return "";
  if (found === name) return " Other commands have it.";
  return ` Did you mean ${isFlag ? `--${found}` : found}?`;
}

/** Such as `a, b or c`. */
export function list(names: readonly string[], word: "and" | "or"): string {
  return `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1) ?? ""}`;
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
