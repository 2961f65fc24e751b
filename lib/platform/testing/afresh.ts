/** For test files that share a process: each finds our modules as if it were the first. */
import { vi } from "vitest";

vi.resetModules();
