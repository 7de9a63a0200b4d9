import { useEffect, useRef, useState } from "preact/hooks";
import { visible } from "../../../generator/text/visible.js";
import { samples, type Sample } from "../samples.js";
import type { Playground } from "../usePlayground.js";

/** Larger than any model of AWS's by far. */
const MAX_BYTES = 100 * 2 ** 20;

/** Where a model is dropped or chosen, anywhere on the page for those who drop it. */
export function ModelPicker({ playground }: { readonly playground: Playground }) {
  const { state, open, fail, chooseService } = playground;
  const { source, summary, service } = state;
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const openFiles = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (!file) return;
    const name = visible(file.name);
    if (files.length > 1) fail("These are several files; drop one: a Smithy model as JSON.");
    else if (file.size > MAX_BYTES) fail(`${name} is larger than ${MAX_BYTES / 2 ** 20} MB.`);
    else open(name, () => textOf(file));
  };
  useEffect(() => {
    const over = (event: DragEvent): void => {
      event.preventDefault();
      setOver(event.type === "dragover");
    };
    const drop = (event: DragEvent): void => {
      over(event);
      openFiles(event.dataTransfer?.files);
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", over);
      removeEventListener("drop", drop);
    };
  }, []);

  return (
    <section class="card" aria-labelledby="model-title">
      <h2 id="model-title">Model</h2>
      <div class={isOver ? "drop over" : "drop"}>
        <input
          ref={input}
          id="file"
          type="file"
          accept=".json,application/json"
          class="unseen"
          onChange={(event) => {
            openFiles(event.currentTarget.files);
            // So that the same file can be chosen once more, when it was edited.
            event.currentTarget.value = "";
          }}
        />
        <label for="file">
          <strong>Choose a file</strong> or drop it here
          <small>A Smithy model as JSON, such as AWS publishes them</small>
        </label>
      </div>
      <p class="samples">
        Or try{" "}
        {samples.map((sample, index) => (
          <>
            {index > 0 && " or "}
            <button
              type="button"
              class="link"
              title={sample.about}
              onClick={() => open(sample.file, () => fetched(sample), sample.operations)}
            >
              {sample.name}
            </button>
          </>
        ))}
      </p>
      {source && summary && (
        <p class="opened">
          <strong>{source.file}</strong>
          {service && ` · ${service.name} ${service.version}`}
        </p>
      )}
      {summary && summary.services.length > 1 && (
        <label class="field">
          Service
          <select
            value={service?.id}
            onChange={(event) => chooseService(event.currentTarget.value)}
          >
            {summary.services.map(({ id, name }) => (
              <option key={id} value={id}>
                {name} ({id})
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  );
}

async function textOf(file: File): Promise<string> {
  try {
    return await file.text();
  } catch {
    throw new Error(`${visible(file.name)} cannot be read. A file is expected, not a folder.`);
  }
}

async function fetched({ url, file }: Sample): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${file} could not be loaded: ${response.status}.`);
  return response.text();
}
