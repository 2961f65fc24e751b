/** What lies where in the folder of the embedded server. */
import { accessSync, chmodSync, constants, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { makeFolder } from "./make-folder";

export type DataFolder = {
  /** The database cluster, or a link to it where the folder is out of reach for the server's user. */
  cluster: string;
  lock: string;
  holders: string;
  /** The port used last. */
  port: string;
  /** The server's output since its last start; the one before is kept beside it. */
  log: string;
};

/** Makes the folder if need be. Throws a sentence when it belongs to somebody else. */
export function openDataFolder(path: string): DataFolder {
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    // The server's user passes through; it need not look around.
    if (process.getuid?.() === 0) chmodSync(path, 0o711);
  } catch (error) {
    throw new Error(
      `The data folder ${resolve(path)} cannot be used: ${error instanceof Error ? error.message.replace(/\.$/, "") : error}. ` +
        "Start as the user who made it, or set VIGIL_DATA_DIR to another folder.",
    );
  }
  const root = realpathSync(path);
  return {
    cluster: join(root, "cluster"),
    lock: join(root, "lock"),
    holders: join(root, "holders"),
    port: join(root, "port"),
    log: join(root, "postgres.log"),
  };
}
