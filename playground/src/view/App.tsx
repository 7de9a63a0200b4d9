import { useMemo } from "preact/hooks";
import { usePlayground } from "../usePlayground.js";
import { Activity } from "./Activity.js";
import { ModelPicker } from "./ModelPicker.js";
import { Operations } from "./Operations.js";
import { Results } from "./Results.js";

/** The whole page. */
export function App() {
  const playground = usePlayground();
  const { state } = playground;
  const { service, chosen, packageName } = state;
  // Progress does not change them, and there may be thousands.
  const operations = useMemo(
    () => service && <Operations playground={playground} />,
    [service, chosen, packageName],
  );
  return (
    <>
      <header class="top">
        <h1>
          <a href="../">Tinsmith</a> <span>Playground</span>
        </h1>
        <p>Drop a Smithy model, choose operations, see the client. Nothing leaves your browser.</p>
      </header>
      <main>
        <div class="choices">
          <ModelPicker playground={playground} />
          {operations}
        </div>
        <section class="outcome" aria-label="Result">
          <Activity playground={playground} />
          <Results state={state} />
        </section>
      </main>
    </>
  );
}
