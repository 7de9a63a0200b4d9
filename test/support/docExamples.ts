import ts from "typescript";

/** The TypeScript code of every `@example` of a module, as the compiler reads its comments. */
export function docExamplesIn(path: string, text: string): readonly string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  return file.statements.flatMap((statement) =>
    ts
      .getJSDocTags(statement)
      .filter((tag) => tag.tagName.text === "example")
      .map((tag) => {
        const comment = ts.getTextOfJSDocComment(tag.comment) ?? "";
        const [, code] = /^(?:.*\n)+?(`{3,})ts\n([^]*)\n\1$/.exec(comment.trim())?.slice(1) ?? [];
        if (code === undefined) throw new Error(`${path} has an example without code:\n${comment}`);
        return code;
      }),
  );
}
