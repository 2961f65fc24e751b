/** The diagnostics of the demo story: their arguments, and what they say of the same thing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stagedCloud } from "./diagnostics/staged-cloud";
import { story } from "./story";
import { everyTicket } from "./testing/everything";
import { type ToolName, tools } from "./tools";

describe("tools", () => {
  test("every call has valid arguments and the next event is its result", () => {
    for (const ticket of everyTicket) {
      for (const [index, event] of ticket.events.entries()) {
        if (event.kind !== "tool_call") continue;
        const tool = tools[event.tool as ToolName];
        const result = ticket.events[index + 1];
        expect(tool.input.strict().safeParse(event.arguments).error, ticket.key).toBeUndefined();
        expect(result, ticket.key).toMatchObject({ kind: "tool_result", tool: event.tool });
        if (result?.kind !== "tool_result") continue;
        expect(tool.output.strict().safeParse(result.result).error, ticket.key).toBeUndefined();
        expect(result.result, ticket.key).toMatchObject(event.arguments);
      }
    }
  });

  test("every tool is used, is named like its key and describes itself", () => {
    const used = story.tickets.flatMap((ticket) =>
      ticket.events.flatMap((event) => (event.kind === "tool_call" ? [event.tool] : [])),
    );
    for (const [key, tool] of Object.entries(tools)) {
      expect(tool.name).toBe(key);
      expect(tool.description.length).toBeGreaterThan(20);
      expect(used).toContain(key);
    }
  });

  test("the simulator answers any argument, and always the same", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat({ max: 65_534 }), (word, number) => {
        for (const tool of Object.values(tools)) {
          const input = {
            ...Object.fromEntries(Object.keys(tool.input.shape).map((field) => [field, word])),
            ...("port" in tool.input.shape && { port: number + 1 }),
            ...("region" in tool.input.shape && { region: "fra-1" }),
            ...("resource" in tool.input.shape && { resource: "GPU" }),
          };
          const answer = tool.simulate(input);
          expect(answer).toEqual(tool.simulate(input));
          expect(answer).toMatchObject(input);
          expect(tool.output.strict().safeParse(answer).success).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("wrong arguments are refused", () => {
    expect(() =>
      tools.get_quota.simulate({ project: "pxf-render", region: "moon-1", resource: "GPU" }),
    ).toThrow();
    expect(() => tools.check_path.simulate({ source: "vm-1", destination: "vm-2", port: 0 })).toThrow();
  });

  test("beside a staged finding stands no trace of another", () => {
    for (const instance of Object.keys(stagedCloud.get_db_status ?? {})) {
      const result = tools.get_db_status.simulate({ instance });
      expect(
        {
          failed_over: result.failover_minutes_ago !== null,
          disk_full: result.disk_used_percent > 95,
          replica_lagging: result.replica_lag_seconds > 0,
        },
        instance,
      ).toEqual({
        failed_over: result.finding === "failed_over",
        disk_full: result.finding === "disk_full",
        replica_lagging: result.finding === "replica_lagging",
      });
    }
  });

  test("what is staged is what the simulator says", () => {
    for (const [name, bySubject] of Object.entries(stagedCloud)) {
      const tool = tools[name as ToolName];
      for (const [subject, fields] of Object.entries(bySubject)) {
        const values = subject.split("/");
        const input = Object.fromEntries(
          Object.keys(tool.input.shape).map((field, index) => [
            field,
            field === "port" ? Number(values[index]) : values[index],
          ]),
        );
        expect(tool.simulate(input), `${name} ${subject}`).toMatchObject(fields);
      }
    }
  });
});
