import { useEffect, useMemo, useState } from "preact/hooks";
import { shellWord } from "../../../generator/cli/shell.js";
import { fileTree, firstFile } from "../fileTree.js";
import type { Order } from "../generation/generate.js";
import { Code } from "./Code.js";
import { Tree } from "./Tree.js";

interface Props {
  readonly files: ReadonlyMap<string, string>;
  readonly order: Order;
  /** The name of the model's file. */
  readonly modelFile: string;
}

/** A package's files: a tree of them, and the text of one. */
export function Files({ files, order, modelFile }: Props) {
  const [chosen, setChosen] = useState<string>();
  const path = chosen !== undefined && files.has(chosen) ? chosen : firstFile(files);
  const text = files.get(path) ?? "";
  const tree = useMemo(() => fileTree(files.keys()), [files]);
  const [copied, setCopied] = useState("");
  useEffect(() => setCopied(""), [path, text]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied("Copied");
    } catch {
      setCopied("The browser does not let the page copy");
    }
  };
  return (
    <div class="files">
      <nav aria-label="Files">
        <details class="tree" open>
          <summary>{order.packageName}</summary>
          <Tree folder={tree} shown={path} show={setChosen} />
        </details>
      </nav>
      <div class="file">
        <div class="bar-of-file">
          <h2>{path}</h2>
          <span class="actions">
            <span role="status">{copied}</span>
            <button type="button" onClick={() => void copy()}>
              Copy
            </button>
            <button type="button" onClick={() => void download(files, order.packageName)}>
              Download .zip
            </button>
          </span>
        </div>
        <Code path={path} text={text} />
        <p class="hint">
          The same on your machine: <code>{commandFor(order, modelFile)}</code>
        </p>
      </div>
    </div>
  );
}

function commandFor({ operations, packageName, service }: Order, modelFile: string): string {
  const names = operations.map((id) => id.slice(id.indexOf("#") + 1));
  const out = packageName.replace(/^.*\//, "");
  return [
    "npx tinsmith generate",
    `--model ${shellWord(modelFile)}`,
    `--service ${shellWord(service)}`,
    ...(names.length <= 12 ? [`--operations ${names.map(shellWord).join(",")}`] : []),
    `--name ${shellWord(packageName)} --out ${shellWord(out)}`,
  ].join(" ");
}

async function download(files: ReadonlyMap<string, string>, packageName: string): Promise<void> {
  const { zipped } = await import("../zip.js");
  const name = packageName.replace(/^@/, "").replace("/", "-");
  const url = URL.createObjectURL(new Blob([zipped(files, name)], { type: "application/zip" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: `${name}.zip` });
  link.click();
  URL.revokeObjectURL(url);
}
