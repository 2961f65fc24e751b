/** For test files that share a process: each finds modules, clock, environment and what a process has one of as if it were the first. */
import { vi } from "vitest";
import { forgetProcessWide } from "#db/process-wide";

vi.useRealTimers();
vi.unstubAllEnvs();
vi.unstubAllGlobals();
forgetProcessWide();
vi.resetModules();
