import { render } from "preact";
import { App } from "./view/App.js";
import "./style.css";

// The documentation's site, whose part this is, lets its readers choose.
const chosen = localStorage.getItem("vitepress-theme-appearance");
if (chosen === "light" || chosen === "dark") document.documentElement.style.colorScheme = chosen;

const root = document.getElementById("app");
if (root) render(<App />, root);

// Without a network, what was loaded once is still there.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  void navigator.serviceWorker.register(`${import.meta.env.BASE_URL}serviceWorker.js`).catch(() => {
    // Browsers have none where the page is not secure, or the user wants none.
  });
}
