import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { isPackageName } from "../state.js";
import type { Playground } from "../usePlayground.js";

/** What of a service to generate, and as which package. */
export function Operations({ playground }: { readonly playground: Playground }) {
  const { state, choose, rename } = playground;
  const { service, chosen, packageName } = state;
  const [filter, setFilter] = useState("");
  const operations = service?.operations ?? [];
  const wanted = filter.trim().toLowerCase();
  const shown = operations.filter(({ name }) => name.toLowerCase().includes(wanted));
  const ids = shown.map(({ id }) => id);
  const isValid = isPackageName(packageName);
  return (
    <section class="card operations" aria-labelledby="operations-title">
      <h2 id="operations-title">
        Operations{" "}
        <small>
          {chosen.size} of {operations.length}
        </small>
      </h2>
      <div class="filter">
        <input
          type="search"
          placeholder="Filter"
          aria-label="Filter operations"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
        <button type="button" onClick={() => choose(ids, true)} disabled={ids.length === 0}>
          All
        </button>
        <button type="button" onClick={() => choose(ids, false)} disabled={chosen.size === 0}>
          None
        </button>
      </div>
      <ul class="checks">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(id)}
                onChange={(event) => choose([id], event.currentTarget.checked)}
              />
              <span>{breakable(name)}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 && (
          <li class="none">No operation has “{filter.trim()}” in its name.</li>
        )}
      </ul>
      <label class="field">
        Package name
        <input
          value={packageName}
          spellcheck={false}
          autocapitalize="none"
          aria-invalid={!isValid}
          aria-describedby={isValid ? undefined : "name-problem"}
          onInput={(event) => rename(event.currentTarget.value)}
        />
      </label>
      {!isValid && (
        <p class="problem" id="name-problem">
          Not a package name: lower-case letters, digits, “-”, “_” and single “.”, with an “@scope/”
          if you like.
        </p>
      )}
    </section>
  );
}

/** A name that may go on in another line before each of its words. */
function breakable(name: string) {
  return name.split(/(?=[A-Z][a-z])/).map((word, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {word}
    </Fragment>
  ));
}
