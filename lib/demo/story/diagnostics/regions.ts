/** Where Halden Cloud runs. */
export const regions = ["nor-1", "fra-1", "ash-2", "sgp-1"] as const;
