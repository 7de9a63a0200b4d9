import { useState } from "preact/hooks";
import type { State } from "../state.js";
import { useSizes } from "../sizes/useSizes.js";
import { Files } from "./Files.js";
import { Notes } from "./Notes.js";
import { SizeTable } from "./SizeTable.js";

const tabs = ["Files", "Sizes", "Messages"] as const;

/** What came of it: files, sizes and messages, or what to do first. */
export function Results({ state }: { readonly state: State }) {
  const { source, summary, service, result, activity, problem, chosen } = state;
  const [tab, setTab] = useState<(typeof tabs)[number]>("Files");
  const sizes = useSizes(result, tab === "Sizes");
  const notes = [...(summary?.notes ?? []), ...(result?.notes ?? [])];
  const errors = notes.filter(({ severity }) => severity === "error");

  if (errors.length > 0) {
    return (
      <div role="alert">
        <h2>
          {errors.length === 1
            ? "The model has a mistake"
            : `The model has ${errors.length} mistakes`}
        </h2>
        <Notes notes={errors} />
      </div>
    );
  }
  if (!result?.files) {
    if (activity ?? problem) return null;
    return (
      <p class="hint">
        {service && chosen.size === 0
          ? "Choose the operations that you call: only they, and what they need, are generated."
          : source
            ? null
            : "Choose a model. Its client appears here: the files, their types, and what a bundle weighs."}
      </p>
    );
  }
  const counts = { Files: result.files.size, Sizes: undefined, Messages: notes.length };
  return (
    <>
      <div class="tabs" role="tablist" aria-label="What to show">
        {tabs.map((each, index) => (
          <button
            key={each}
            type="button"
            role="tab"
            id={`tab-${each}`}
            aria-selected={each === tab}
            aria-controls="panel"
            tabIndex={each === tab ? 0 : -1}
            onClick={() => setTab(each)}
            onKeyDown={(event) => {
              const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
              if (step === undefined) return;
              const next = tabs[(index + step + tabs.length) % tabs.length] ?? each;
              setTab(next);
              document.getElementById(`tab-${next}`)?.focus();
            }}
          >
            {each} {counts[each] !== undefined && <small>{counts[each]}</small>}
          </button>
        ))}
      </div>
      <div id="panel" class="panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === "Files" && (
          <Files files={result.files} order={result.order} modelFile={source?.file ?? ""} />
        )}
        {tab === "Sizes" && <SizeTable sizes={sizes} />}
        {tab === "Messages" &&
          (notes.length > 0 ? <Notes notes={notes} /> : <p class="hint">Nothing to tell.</p>)}
      </div>
    </>
  );
}
