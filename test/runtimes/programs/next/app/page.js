"use client";

import { useEffect } from "react";

/** Runs the scenario in the browser. */
export default function Page() {
  useEffect(() => void import("../page.mjs"), []);
  return null;
}
