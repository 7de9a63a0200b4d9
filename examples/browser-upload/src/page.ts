// Runs in the browser. It needs no client of S3: a presigned request is an URL and headers.

interface Upload {
  readonly key: string;
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
}

const input = document.querySelector("input")!;
const progress = document.querySelector("progress")!;
const status = document.querySelector("output")!;
const picture = document.querySelector("img")!;

input.addEventListener("change", () => {
  const [file] = input.files ?? [];
  if (!file) return;
  upload(file).then(
    (key) => {
      status.value = "It is there.";
      picture.src = `/${key}`;
    },
    (error: unknown) => (status.value = String(error)),
  );
});

async function upload(file: File): Promise<string> {
  const { type, size } = file;
  const answer = await fetch("/uploads", { method: "POST", body: JSON.stringify({ type, size }) });
  if (!answer.ok) throw new Error(await answer.text());
  const upload = (await answer.json()) as Upload;
  await put(upload, file);
  return upload.key;
}

/** By XMLHttpRequest, which tells how far an upload is. */
function put({ url, method, headers }: Upload, file: File): Promise<void> {
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    progress.max = total;
    progress.value = loaded;
  });
  return new Promise((resolve, reject) => {
    request.addEventListener("load", () => {
      if (request.status === 200) resolve();
      else reject(new Error(`S3 says ${request.status}.`));
    });
    request.addEventListener("error", () => reject(new Error("S3 cannot be reached.")));
    request.send(file);
  });
}
