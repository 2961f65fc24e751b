/** Sends spans to a collector where one is named; what does the sending is loaded only then. */
import { context, DiagLogLevel, diag, trace } from "@opentelemetry/api";
import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace-base";
import { watchStatements } from "#db/statements";
import { env } from "../env";
import { log } from "../log";
import { loggedText } from "../log-safely";
import { inStatementSpan } from "./statement-span";
import { isWorthTelling, toldSpan } from "./told-span";

/** Once in this time it is said that spans do not arrive, in milliseconds. */
const complainEvery = 60_000;
/** How long a process that ends waits for its last spans, in milliseconds. */
const lastWait = 1_000;

/**
 * Begins to send the spans of this process; `part` is what it is called, unless OTEL_SERVICE_NAME says otherwise. Returns what
 * sends the last ones. Sampling, headers and limits follow the variables every OpenTelemetry SDK reads.
 */
export async function startTracing(part: "web" | "worker"): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = env();
  if (!OTEL_EXPORTER_OTLP_ENDPOINT && !OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) return async () => {};
  const [{ AsyncLocalStorageContextManager }, { OTLPTraceExporter }, resources, sdk] = await Promise.all([
    import("@opentelemetry/context-async-hooks"),
    import("@opentelemetry/exporter-trace-otlp-proto"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace-base"),
  ]);
  diag.setLogger(complaints(), DiagLogLevel.WARN);
  const own = resources.resourceFromAttributes({
    "service.name": `vigil-${part}`,
    "service.namespace": "vigil",
    "process.pid": process.pid,
  });
  const provider = new sdk.BasicTracerProvider({
    resource: own.merge(resources.detectResources({ detectors: [resources.envDetector] })),
    spanProcessors: [new sdk.BatchSpanProcessor(tellingLess(new OTLPTraceExporter()))],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  watchStatements(inStatementSpan);
  return async () => {
    watchStatements(null);
    const late = new Promise<void>((resolve) => setTimeout(resolve, lastWait).unref());
    await Promise.race([provider.shutdown().catch(() => {}), late]);
  };
}

/** The one door spans leave by: of each only what may be told goes out. */
function tellingLess(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans.filter(isWorthTelling).map(toldSpan), done),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

function complaints() {
  let last = Number.NEGATIVE_INFINITY;
  const complain = (message: string) => {
    if (performance.now() - last < complainEvery) return;
    last = performance.now();
    log().warn({ detail: loggedText(message) }, "Traces do not reach their collector, or not all of them.");
  };
  const quiet = () => {};
  return { error: complain, warn: complain, info: quiet, debug: quiet, verbose: quiet };
}
