/** How the embedded server is tuned: safe against power loss, small enough for a laptop. */

const settings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // The superuser has no way to sign in, so no connection is kept for it.
  max_connections: "60",
  superuser_reserved_connections: "0",

  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  // No replicas and no archive hang on this server.
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "256MB",
  min_wal_size: "64MB",

  shared_buffers: "96MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  // Reads in the backend itself: the default keeps three processes for it.
  io_method: "sync",
  max_worker_processes: "4",
  max_parallel_workers: "2",
  max_parallel_workers_per_gather: "1",
  max_parallel_maintenance_workers: "1",
  max_logical_replication_workers: "0",
  autovacuum_worker_slots: "2",
  autovacuum_max_workers: "2",
  random_page_cost: "1.1",
  jit: "off",

  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
  // Failed statements and their details would put ticket text into the log.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

/** The server's arguments: its folder, port and settings. `name` shows in the title of every server process. */
export function serverArguments(cluster: string, port: number, name: string): string[] {
  const pairs = Object.entries({ ...settings, cluster_name: name });
  return ["-D", cluster, "-p", String(port), ...pairs.flatMap(([key, value]) => ["-c", `${key}=${value}`])];
}
