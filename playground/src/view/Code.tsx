import { useEffect, useRef } from "preact/hooks";
import type { Viewer } from "../code/viewer.js";

interface Props {
  /** Tells the language by its end. */
  readonly path: string;
  readonly text: string;
}

/** A file's text, highlighted once the highlighter is loaded. */
export function Code({ path, text }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<Viewer | undefined>(undefined);
  const latest = useRef({ path, text });
  latest.current = { path, text };

  useEffect(() => {
    let isGone = false;
    void import("../code/viewer.js").then(({ createViewer }) => {
      if (isGone || !place.current) return;
      viewer.current = createViewer(place.current);
      viewer.current.show(latest.current.path, latest.current.text);
    });
    return () => {
      isGone = true;
      viewer.current?.close();
    };
  }, []);
  useEffect(() => viewer.current?.show(path, text), [path, text]);
  return <div class="code-view" ref={place} />;
}
