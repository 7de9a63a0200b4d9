import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  codeFolding,
  defineLanguageFacet,
  foldGutter,
  foldKeymap,
  Language,
  syntaxHighlighting,
} from "@codemirror/language";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { parser } from "@lezer/markdown";

/** Shows the texts of files, of any length, one at a time. */
export interface Viewer {
  readonly show: (path: string, text: string) => void;
  readonly close: () => void;
}

const typescript = javascript({ typescript: true });
const languages: Readonly<Record<string, Extension>> = {
  ts: typescript,
  mjs: typescript,
  json: json(),
  md: new Language(defineLanguageFacet(), parser, [], "markdown"),
};

/** @param parent the element to show them in. */
export function createViewer(parent: HTMLElement): Viewer {
  const view = new EditorView({ parent });
  return {
    show: (path, text) => {
      const common: Extension[] = [
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        // Keys scroll it.
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": `The text of ${path}` }),
        lineNumbers(),
        codeFolding(),
        foldGutter(),
        bracketMatching(),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...searchKeymap, ...foldKeymap]),
        syntaxHighlighting(classHighlighter),
      ];
      const language = languages[path.slice(path.lastIndexOf(".") + 1)];
      view.setState(
        EditorState.create({ doc: text, extensions: language ? [...common, language] : common }),
      );
      view.scrollDOM.scrollTo(0, 0);
      const start = startOf(path, text);
      if (start > 0) view.dispatch({ effects: EditorView.scrollIntoView(start, { y: "center" }) });
    },
    close: () => view.destroy(),
  };
}

/** Where reading begins: at an operation's function, after all the imports. */
function startOf(path: string, text: string): number {
  return path.startsWith("src/operations/") ? text.indexOf("\nexport function ") + 1 : 0;
}
