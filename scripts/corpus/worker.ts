// Runs in a process of its own: takes the names of files one by one, and answers with reports.
import { packageRoot } from "../../generator/cli/root.js";
import type { Answer } from "./pool.js";
import { crashed, createRunModel } from "./runModel.js";

const folder = process.argv[2];
if (folder === undefined) throw new Error("The worker is started with the folder of the corpus.");
const runModel = createRunModel(packageRoot, folder);

const answer = (reports: Answer["reports"]): void => {
  const answer: Answer = { reports, memory: process.memoryUsage.rss() };
  process.send?.(answer);
};

process.on("message", (file: string) => {
  runModel(file).then(answer, (error: unknown) => answer([crashed(file, undefined, error)]));
});
