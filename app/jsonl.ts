/** Lines of JSON as a streamed response: pulled as fast as the reader reads, so that memory stays flat. */
import { shares } from "#lib/platform/shares";

/** `lines` become a download named `filename`; each line ends with a line feed. One of `who`'s exports while it lasts. */
export function jsonLines(lines: AsyncGenerator<string>, filename: string, who: string): Response {
  const end = shares().exports.take(who);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await lines.next().catch((error: unknown) => {
          end();
          throw error;
        });
        if (next.done) {
          end();
          controller.close();
        } else controller.enqueue(encoder.encode(`${next.value}\n`));
      },
      async cancel() {
        end();
        await lines.return(undefined);
      },
    },
    { highWaterMark: 64 },
  );
  return new Response(body, {
    headers: {
      "content-type": "application/jsonl; charset=utf-8",
      "content-disposition": `attachment; filename="${filename}"`,
      "cache-control": "no-store",
    },
  });
}
