/** A program that holds the server, for tests that need other processes: `starter.ts <data folder>`, orders on standard input. */
import postgres from "postgres";
import { startPostgres } from "../launcher";

const server = await startPostgres({ dataDir: process.argv[2] });
const { stop, ...told } = server;

process.stdin.on("data", (order) => {
  if (String(order).trim() === "exit") process.exit(0);
  void stop().then(() => process.exit(0));
});

process.on("SIGINT", async () => {
  // The database must still answer while those who use it finish.
  const sql = postgres(server.url, { max: 1, fetch_types: false });
  const [row] = await sql`select 'answered' as word`;
  await sql.end();
  await stop();
  process.stdout.write(`${row?.word}\n`, () => process.exit(0));
});

// Last, because orders may come at once.
process.stdout.write(`${JSON.stringify(told)}\n`);
