// Property tests try the same values in every run; `SEED=n npm test` tries others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env.SEED ?? 1) });
