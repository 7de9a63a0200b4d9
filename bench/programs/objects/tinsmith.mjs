import { opened } from "./ours.mjs";

export const open = (config) => opened(config, "when_required");
