/** A program as an MCP server: JSON-RPC by lines over its input and output, of which no more is read than a bound. */
import { type ChildProcess, spawn } from "node:child_process";
import { getDefaultEnvironment } from "@modelcontextprotocol/sdk/client/stdio.js";
import { ReadBuffer, serializeMessage } from "@modelcontextprotocol/sdk/shared/stdio.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { JSONRPCMessage } from "@modelcontextprotocol/sdk/types.js";

/** So many lines of one conversation are looked at: a server that tells of its progress has room, one that only writes has not. */
const mostLines = 5_000;
/** Milliseconds a program has to end by itself once nobody speaks to it any more. */
const farewell = 1_000;

/**
 * The client's side of it. A program that writes more than `mostBytes`, or lines without end, in one conversation is
 * killed; `onerror` hears of that, and of a program that ends before it was asked to. Lines that are no messages are read over.
 */
export class ProgramTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  private child: ChildProcess | null = null;
  private readonly lines = new ReadBuffer();
  private bytes = 0;
  private taken = 0;
  private isClosing = false;

  constructor(
    private readonly command: string,
    private readonly args: readonly string[],
    private readonly mostBytes: number,
  ) {}

  /** Rejects where there is no such program. */
  async start(): Promise<void> {
    const env = getDefaultEnvironment() as NodeJS.ProcessEnv;
    const child = spawn(this.command, this.args, {
      env,
      stdio: ["pipe", "pipe", "ignore"],
      windowsHide: true,
    });
    child.stdin.on("error", () => {});
    child.stdout.on("error", () => {});
    child.stdout.on("data", (chunk: Buffer) => this.hear(chunk));
    await new Promise<void>((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    this.child = child;
    // Not at its exit: what it had written before is still to be read.
    child.once("close", (code, signal) => this.end(`The program ended (${signal ?? `code ${code}`}).`));
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const stdin = this.child?.stdin;
    if (!stdin?.writable) throw new Error("The program takes nothing in any more.");
    if (!stdin.write(serializeMessage(message)))
      await new Promise<void>((resolve) => stdin.once("drain", resolve).once("close", resolve));
  }

  /** Ends what the program hears, and the program where it does not end by itself. */
  async close(): Promise<void> {
    const child = this.child;
    if (!child || this.isClosing) return;
    this.isClosing = true;
    child.stdin?.end();
    await Promise.race([ended(child), new Promise((resolve) => setTimeout(resolve, farewell).unref())]);
    this.kill(child);
    await ended(child);
    this.onclose?.();
  }

  private hear(chunk: Buffer): void {
    this.bytes += chunk.length;
    if (this.bytes > this.mostBytes) this.end(`The answer is longer than ${this.mostBytes} bytes.`);
    else this.lines.append(chunk);
    while (this.takeLine()) this.taken += 1;
  }

  /** Hands on what the next line says; false where there is none yet. */
  private takeLine(): boolean {
    if (this.taken > mostLines) this.end(`It writes more than ${mostLines} lines for one answer.`);
    try {
      const message = this.lines.readMessage();
      if (message !== null) this.onmessage?.(message);
      return message !== null;
    } catch {
      // A line of its log, or no message at all: what was asked is still to come.
      return true;
    }
  }

  private end(reason: string): void {
    if (this.isClosing || !this.child) return;
    this.isClosing = true;
    this.lines.clear();
    this.kill(this.child);
    this.onerror?.(new Error(reason));
    this.onclose?.();
  }

  /** What it still writes is read by nobody. */
  private kill(child: ChildProcess): void {
    child.stdout?.destroy();
    child.kill("SIGKILL");
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise<void>((resolve) => child.once("exit", () => resolve()));
}
