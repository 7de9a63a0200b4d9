import { existsSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitepress";
import { sectionsOf } from "../../scripts/site/pages.ts";

const root = join(import.meta.dirname, "../..");
const sections = sectionsOf(join(root, "docs"));

/** What lies beside VitePress's pages: a link that leaves the application. */
const beside = (text, link) => ({ text, link, target: "_self" });

export default defineConfig({
  title: "Tinsmith",
  description: "Small, fast, exactly typed TypeScript clients of Smithy models",
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/icon.svg" }]],
  srcExclude: ["node_modules/**"],
  cacheDir: join(root, ".cache/vitepress"),
  // The check of built pages sees these.
  ignoreDeadLinks: [/^\/api\//, /^\/playground\//, /^\/llms/],
  // The usual light theme has colors of too little contrast (WCAG 2, 1.4.3) on the blocks' grey.
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark" } },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    logo: "/icon.svg",
    nav: [
      { text: "Guides", link: `/${sections[0].pages[0].path}` },
      {
        text: "Reference",
        items: [
          { text: "Command line", link: "/reference/cli" },
          { text: "tinsmith.config.json", link: "/reference/config" },
          beside("API of @tinsmith/kms", "/api/kms/index.html"),
        ],
      },
      { text: "Benchmarks", link: "/reference/benchmarks" },
      ...(existsSync(join(root, "playground/dist"))
        ? [beside("Playground", "/playground/index.html")]
        : []),
    ],
    sidebar: sections.map(({ title, pages }) => ({
      text: title,
      collapsed: ["Reference", "About", "More"].includes(title),
      items: [
        ...pages.map((page) => ({ text: page.title, link: `/${page.path}` })),
        ...(title === "Reference" ? [beside("API of @tinsmith/kms", "/api/kms/index.html")] : []),
      ],
    })),
    outline: { level: [2, 3] },
    search: { provider: "local" },
  },
});
