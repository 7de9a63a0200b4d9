import { describe, expect, it, vi } from "vitest";
import { applyEdits } from "../../../generator/migrate/edits.js";
import { migrate } from "../../../generator/migrate/migrate.js";
import { clients } from "./clients.js";

vi.mock("../../../generator/migrate/edits.js", { spy: true });

const texts = (files: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(files));

const shared = {
  "/app/clients.ts": `import { KMSClient } from "@aws-sdk/client-kms";
export const kms = new KMSClient({});
`,
  "/app/index.ts": `export * from "./clients.js";
`,
  "/app/list.ts": `import { ListKeysCommand } from "@aws-sdk/client-kms";
import { kms } from "./index.js";
export const list = () => kms.send(new ListKeysCommand({}));
`,
};

describe("programs of several files", () => {
  it("are moved together", () => {
    const { files, remarks } = migrate({ files: texts(shared), clients });
    expect(remarks).toEqual([]);
    expect(Object.fromEntries(files)).toEqual({
      "/app/clients.ts": `import { createKMSClient } from "@acme/kms";
export const kms = createKMSClient({});
`,
      "/app/list.ts": `import { listKeys, unwrap } from "@acme/kms";
import { kms } from "./index.js";
export const list = () => unwrap(listKeys(kms, {}));
`,
    });
  });

  it("are left together, where one has what cannot be moved", () => {
    const odd = `import { kms } from "./clients.js";
kms.middlewareStack.use({ applyToStack: () => {} });
`;
    const alone = `import { KMSClient, ListKeysCommand } from "@aws-sdk/client-kms";
void new KMSClient({}).send(new ListKeysCommand({}));
`;
    const { files, remarks } = migrate({
      files: texts({ ...shared, "/app/odd.ts": odd, "/app/alone.ts": alone }),
      clients,
    });
    expect([...files.keys()]).toEqual(["/app/alone.ts"]);
    expect(remarks).toMatchObject([{ file: "/app/odd.ts", line: 2, kind: "left" }]);
  });

  it("are left where a client comes from a file that may not be changed", () => {
    const { "/app/clients.ts": from, ...others } = shared;
    const { files, remarks } = migrate({
      files: texts(others),
      context: texts({ "/app/clients.ts": from }),
      clients,
    });
    expect(files.size).toBe(0);
    expect(remarks).toMatchObject([
      { file: "/app/clients.ts", message: expect.stringContaining("not among those") as string },
    ]);
  });

  it("are moved where such a file has nothing to do with them", () => {
    const { "/app/list.ts": list, ...others } = shared;
    const { files, remarks } = migrate({
      files: texts({ ...others, "/app/list.ts": `import "./other.js";\n${list}` }),
      context: texts({ "/app/other.ts": shared["/app/clients.ts"] }),
      clients,
    });
    expect([...files.keys()]).toEqual(["/app/clients.ts", "/app/list.ts"]);
    expect(remarks).toEqual([]);
  });

  it("pass clients to functions, typed or, in JavaScript, used as one", () => {
    const { files, remarks } = migrate({
      files: texts({
        "/app/main.js": `import { KMSClient } from "@aws-sdk/client-kms";
import { list } from "./list.js";
list(new KMSClient({}));
`,
        "/app/list.js": `import { ListKeysCommand } from "@aws-sdk/client-kms";
export function list(kms) {
  return kms.send(new ListKeysCommand({}));
}
`,
      }),
      clients,
    });
    expect(remarks).toEqual([]);
    expect(files.get("/app/list.js")).toContain("return unwrap(listKeys(kms, {}));");
    expect(files.get("/app/main.js")).toContain("list(createKMSClient({}));");
  });

  it("are left where edits of one overlap, and others are moved", () => {
    vi.mocked(applyEdits).mockImplementation((text, made) => {
      if (text.includes("ListKeysCommand") && made.length > 0) throw new Error("two edits overlap");
      return made.length > 0 ? "moved" : text;
    });
    const { files, remarks } = migrate({
      files: texts({
        ...shared,
        "/app/alone.ts": `import { S3Client } from "@aws-sdk/client-s3";\nnew S3Client({});\n`,
      }),
      clients,
    });
    vi.mocked(applyEdits).mockReset();
    expect([...files.keys()]).toEqual(["/app/alone.ts"]);
    expect(remarks).toMatchObject([
      {
        file: "/app/list.ts",
        kind: "left",
        message: expect.stringContaining("a fault of Tinsmith") as string,
      },
    ]);
  });

  it("are found by the paths of a tsconfig.json", () => {
    const { files } = migrate({
      files: texts({
        "/app/clients.ts": shared["/app/clients.ts"],
        "/app/odd.ts": `import { kms } from "@/clients";\nkms.config.region();\n`,
      }),
      clients,
      paths: { baseUrl: "/app", paths: { "@/*": ["./*"] } },
    });
    expect(files.size).toBe(0);
  });

  it("tells what has to be generated first, and changes nothing", () => {
    const { files, missing } = migrate({
      files: texts({
        ...shared,
        "/app/more.ts": `import { S3 } from "@aws-sdk/client-s3";
import { SQSClient, SendMessageCommand, paginateListQueues } from "@aws-sdk/client-sqs";
import { Upload } from "@aws-sdk/lib-storage";
export const s3 = new S3({});
s3.copyObject({}), s3.getObject({});
export const sqs = [SQSClient, SendMessageCommand, paginateListQueues, Upload];
`,
      }),
      clients,
    });
    expect(files.size).toBe(0);
    expect([...missing].map(([key, names]) => [key, [...names].sort()])).toEqual([
      ["s3", ["CopyObject"]],
      ["sqs", ["ListQueues", "SendMessage"]],
    ]);
  });

  it("import what they call, though nothing of the SDK's", () => {
    const { files } = migrate({
      files: texts({
        "/app/clients.ts": `import { KMS } from "@aws-sdk/client-kms";\nexport const kms = new KMS({});\n`,
        "/app/list.ts": `"use strict";\nimport { kms } from "./clients.js";\nexport const list = () => kms.listKeys();\n`,
      }),
      clients,
    });
    expect(files.get("/app/list.ts")).toBe(`"use strict";
import { kms } from "./clients.js";
import { listKeys, unwrap } from "@acme/kms";
export const list = () => unwrap(listKeys(kms));
`);
  });

  it("require what they call before any of it runs", () => {
    const { files } = migrate({
      files: texts({
        "/app/clients.js": `import { KMS } from "@aws-sdk/client-kms";\nexport const kms = new KMS({});\n`,
        "/app/first.js": `"use strict";
const { kms } = require("./clients.js");
const first = kms.listKeys();
const path = require("path");
`,
        "/app/late.js": `#!/usr/bin/env node
/** Lists keys. */
function list() {
  const { kms } = require("./clients.js");
  return kms.listKeys();
}
const path = require("path");
`,
      }),
      clients,
    });
    expect(files.get("/app/first.js")).toBe(`"use strict";
const { kms } = require("./clients.js");
const { listKeys, unwrap } = require("@acme/kms");
const first = unwrap(listKeys(kms));
const path = require("path");
`);
    expect(files.get("/app/late.js")).toBe(`#!/usr/bin/env node
const { listKeys, unwrap } = require("@acme/kms");
/** Lists keys. */
function list() {
  const { kms } = require("./clients.js");
  return unwrap(listKeys(kms));
}
const path = require("path");
`);
  });

  it("are left where a client comes from a module that is not found", () => {
    const { files, remarks } = migrate({
      files: texts({ "/app/list.ts": shared["/app/list.ts"] }),
      clients,
    });
    expect(files.size).toBe(0);
    expect(remarks).toMatchObject([
      { line: 3, message: expect.stringContaining("`./index.js`") as string },
    ]);
  });

  it("are left with one remark where one is broken, and others are moved", () => {
    const { files, remarks } = migrate({
      files: texts({
        ...shared,
        "/app/broken.ts": `${shared["/app/list.ts"]}export const = 5;\n`,
        "/app/alone.ts": `import { S3Client } from "@aws-sdk/client-s3";\nnew S3Client({});\n`,
        "/app/other.ts": "export const = 5;\n",
      }),
      clients,
    });
    expect([...files.keys()]).toEqual(["/app/alone.ts"]);
    expect(remarks).toMatchObject([
      {
        file: "/app/broken.ts",
        line: 4,
        message: expect.stringContaining("the compiler does not read this file: ") as string,
      },
    ]);
  });

  it.each(["ts", "tsx", "jsx", "mts", "cts", "cjs", "mjs"])(
    "are read as .%s, after a byte order mark",
    (ending) => {
      const decorated = ending.includes("t") ? "@injectable() " : "";
      const element = ending.endsWith("x") ? "<b>{k}</b>" : "k";
      const program = (client: string, list: string) => `${client}
${decorated}class List {
  all = async () => (${list}).Keys?.map((k) => ${element});
}
`;
      const before = program(
        ending === "cjs"
          ? 'const { KMS } = require("@aws-sdk/client-kms");'
          : 'import { KMS } from "@aws-sdk/client-kms";',
        "await new KMS({}).listKeys({})",
      );
      const path = `/app/program.${ending}`;
      const { files, remarks } = migrate({ files: texts({ [path]: `\uFEFF${before}` }), clients });
      const after = program(
        ending === "cjs"
          ? 'const { createKMSClient, listKeys, unwrap } = require("@acme/kms");'
          : 'import { createKMSClient, listKeys, unwrap } from "@acme/kms";',
        "await unwrap(listKeys(createKMSClient({}), {}))",
      );
      expect(remarks).toEqual([]);
      expect(files.get(path)).toBe(`\uFEFF${after}`);
    },
  );

  it("keep their line ends", () => {
    const text = shared["/app/clients.ts"].replaceAll("\n", "\r\n");
    const { files } = migrate({ files: texts({ "/app/a.ts": text }), clients });
    expect(files.get("/app/a.ts")).toBe(
      'import { createKMSClient } from "@acme/kms";\r\nexport const kms = createKMSClient({});\r\n',
    );
  });
});
