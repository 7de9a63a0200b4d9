/** The config, where no other is named. */
export const CONFIG_FILE = "tinsmith.config.json";
