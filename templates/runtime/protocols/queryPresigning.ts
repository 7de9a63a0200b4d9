import type { Presigning } from "../contract/presigning.js";

/** How requests are presigned that are forms: the URL has the form, as GET takes it. */
export const queryPresigning: Pick<Presigning, "prepare"> = {
  prepare({ body, ...request }) {
    const { "content-type": _, ...headers } = request.headers;
    const path = `${request.path}?${body as string}`;
    return { ...request, method: "GET", path, headers, body: undefined };
  },
};
